# Builds the Windows bundle and its per-user installer, unattended:
#
#     powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 [-Python py] [-Index URL]
#
# Wants 64-bit Python 3.11 or 3.12, and Inno Setup 6 for the installer (without it only the folder
# and its zip are made). Installs nothing outside of build\. Ends with code 1 at the first failure.
param(
    [string]$Python = "python",
    [string]$Index = "",
    [string]$Iscc = "${env:ProgramFiles(x86)}\Inno Setup 6\ISCC.exe"
)
Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
$root = (Resolve-Path "$PSScriptRoot\..\..").Path
$work = "$root\build\windows"
$dist = "$root\dist"
$env:ZJBUY_WORK = $work
$env:PYTHONUTF8 = "1"
$env:PYTHONHASHSEED = "1"
$env:QT_QPA_PLATFORM = "offscreen"

function Invoke-Checked([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program $Arguments : exit code $LASTEXITCODE" }
}

Set-Location $root
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value
Invoke-Checked $Python @("-c", "import sys, struct; assert (3, 11) <= sys.version_info < (3, 13) and struct.calcsize('P') == 8, sys.version")
if (Test-Path $work) { Remove-Item -Recurse -Force $work }
New-Item -ItemType Directory -Force $work, $dist | Out-Null

# 1. The locked packages and PyInstaller, checked by their hashes, in an environment of their own.
Invoke-Checked $Python @("-m", "venv", "$work\venv")
$venv = "$work\venv\Scripts\python.exe"
& $venv "packaging\bundle\lock.py" --platform win32 | Set-Content -Encoding ascii "$work\runtime.txt"
if ($LASTEXITCODE -ne 0) { throw "lock.py" }
$install = @("-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:")
if ($Index) { $install += @("--index-url", $Index) }
Invoke-Checked $venv ($install + @("-r", "$work\runtime.txt"))
Invoke-Checked $venv ($install + @("-r", "packaging\bundle\requirements.txt"))

# 2. Icon, version information, bundle, bill of materials.
Invoke-Checked $venv @("packaging\bundle\icon.py", "$work\zjbuy.ico")
Invoke-Checked $venv @("packaging\windows\version_info.py", $work)
Invoke-Checked $venv @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", $dist, "--workpath", "$work\pyinstaller", "packaging\bundle\zjbuy.spec")
Invoke-Checked $venv @("packaging\bundle\sbom.py", "--platform", "win32", "$dist\zjbuy")
Set-Content -Encoding utf8 "$dist\zjbuy\版本.txt" $version
Invoke-Checked $venv @("packaging\bundle\sizes.py", "$dist\zjbuy", "--most", "200")

# 3. It has to pass its own test, in a folder with Chinese and a blank in its name, before it is packed.
$trial = "$work\采购 工具"
Copy-Item -Recurse "$dist\zjbuy" $trial
Invoke-Checked "$trial\zjbuy.exe" @("--data", "$work\自检 数据", "self-test", "--out", "$dist\自检结果.pdf")

# 4. The zip for those who unpack it themselves, the installer, their checksums.
$name = "zjbuy-$version-windows-x64"
Compress-Archive -Force -Path "$dist\zjbuy" -DestinationPath "$dist\$name.zip"
$made = @("$dist\$name.zip")
if (Test-Path $Iscc) {
    Copy-Item "packaging\windows\zjbuy.iss", "packaging\windows\zh.isl" $work
    Invoke-Checked $Iscc @("/Qp", "/DVersion=$version", "/DBundle=$dist\zjbuy", "/O$dist", "$work\zjbuy.iss")
    $made += "$dist\$name-setup.exe"
} else {
    Write-Warning "Inno Setup is not at $Iscc; no installer was made."
}
foreach ($file in $made) {
    $sum = (Get-FileHash -Algorithm SHA256 $file).Hash.ToLower()
    Set-Content -Encoding ascii "$file.sha256" "$sum  $(Split-Path -Leaf $file)"
    Write-Output "$sum  $file"
}
