# 浙江带量采购牵头单位工作台。直接运行 make run 即可；不需要事先安装任何东西。
SHELL := /bin/sh
PY := .venv/bin/python
DEMO := demo-output
# Qt asks for a UTF-8 locale; a bare system has none set.
ifeq ($(LC_ALL)$(LANG),)
export LC_ALL := C.UTF-8
endif

.PHONY: help run test check bench crash bundle accept manual lock clean prepare
.DEFAULT_GOAL := help

help: ## 列出可用的命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

prepare:
	@./packaging/prepare.sh

run: prepare ## 办完整个示例项目，然后打开窗口（有显示器时）
	@$(PY) -m zjbuy_desktop demo --out $(DEMO)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" != Linux ]; then \
		$(PY) -m zjbuy_desktop --data $(DEMO)/data; \
	else \
		echo "没有显示器，窗口不打开；在有显示器的电脑上再运行一次 make run 即可看到。"; \
	fi

test: prepare ## 运行全部测试，不需要显示器
	@$(PY) tests/run_all.py

check: prepare ## 代码检查：风格、类型、依赖方向、大小与名册
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) -m pytest tests/architecture

bench: prepare ## 测速，最后列出各项目标、实测倍数与是否达到
	@QT_QPA_PLATFORM=offscreen $(PY) tests/benchmarks/run_all.py

crash: prepare ## 几百次杀掉程序、弄坏磁盘，看留下了什么（一刻钟到半小时，Linux）
	$(PY) -m tests.crash --kills 540 --faults 162

bundle: prepare ## 打成安装包（Debian 上，以管理员身份；放在 dist）
	./packaging/linux/build.sh build/root dist
	./packaging/linux/deb.sh dist

manual: prepare ## 在窗口里把使用手册各章做一遍，重写 resources/manual，图须逐幅看过
	@$(PY) packaging/manual.py
	@git --no-pager diff --stat -- resources/manual

accept: prepare ## 用现在的结果改写标准文本（tests/golden），改动须逐条看过
	@ZJBUY_ACCEPT=1 $(PY) -m pytest tests/core tests/pdf tests/excel -k golden
	@git --no-pager diff --stat -- tests/golden

lock: prepare ## 重新锁定依赖的版本
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-emit-index-url --no-header -o requirements.lock pyproject.toml

clean: ## 删除运行环境与一切可以再生的文件
	rm -rf .venv build dist *.egg-info $(DEMO) .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find zjbuy_desktop tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
