"""浙江带量采购牵头单位工作台：牵头单位办理带量集中采购的案头程序。"""

__version__ = "0.1.0"
OWN_FILES = (".zjbak", ".zjhand")
"""备份文件、接力文件: double-clicked, they open the window."""
