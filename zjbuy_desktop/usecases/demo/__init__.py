"""示例项目：在固定日期，用真实样式的回收文件，从立项办到签约通知。"""

from zjbuy_desktop.usecases.demo.run import DemoReport, run_demo

__all__ = ["DemoReport", "run_demo"]
