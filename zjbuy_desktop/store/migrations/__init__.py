"""升级脚本: run by Alembic, never imported by the program itself."""
