; Per-user installer: no administrator, no network, no registry beyond the user's own.
; Compiled by build.ps1 with Inno Setup 6:  ISCC /DVersion=0.1.0 /DBundle=…\dist\zjbuy zjbuy.iss
; Quietly:  zjbuy-0.1.0-windows-x64-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART /LOG="…"

#ifndef Version
  #error build.ps1 gives Version and Bundle
#endif

[Setup]
AppId={{6B3B9A52-5E0C-4A63-9B0B-2C1C7C7E3A41}
AppName=带量采购牵头单位工作台
AppVersion={#Version}
AppVerName=带量采购牵头单位工作台 {#Version}
AppPublisher=zjbuy_desktop
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\zjbuy
DefaultGroupName=带量采购牵头单位工作台
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputBaseFilename=zjbuy-{#Version}-windows-x64-setup
OutputDir=.
SetupIconFile=zjbuy.ico
UninstallDisplayIcon={app}\zjbuy-desktop.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
ShowLanguageDialog=no

[Languages]
; ChineseSimplified.isl is not among the languages Inno Setup installs; this one is ours.
Name: "zh"; MessagesFile: "compiler:Default.isl,zh.isl"

[Tasks]
Name: "desktopicon"; Description: "在桌面上放一个图标"

[InstallDelete]
; What an older version had and this one has not must not be loaded.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\许可"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\带量采购牵头单位工作台"; Filename: "{app}\zjbuy-desktop.exe"
Name: "{userdesktop}\带量采购牵头单位工作台"; Filename: "{app}\zjbuy-desktop.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.zjhand"; ValueType: string; ValueData: "zjbuy.handover"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\zjbuy.handover"; ValueType: string; ValueData: "带量采购项目接力文件"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\zjbuy.handover\DefaultIcon"; ValueType: string; ValueData: "{app}\zjbuy-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\zjbuy.handover\shell\open\command"; ValueType: string; ValueData: """{app}\zjbuy-desktop.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\.zjbak"; ValueType: string; ValueData: "zjbuy.backup"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\zjbuy.backup"; ValueType: string; ValueData: "带量采购工作台备份"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\zjbuy.backup\DefaultIcon"; ValueType: string; ValueData: "{app}\zjbuy-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\zjbuy.backup\shell\open\command"; ValueType: string; ValueData: """{app}\zjbuy-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\zjbuy-desktop.exe"; Description: "打开带量采购牵头单位工作台"; Flags: nowait postinstall skipifsilent

; Nothing under [UninstallDelete]: the data in %LOCALAPPDATA%\zjbuy is the office's and stays.
