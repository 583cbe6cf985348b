/** Facts about the package logbell-desktop that its .deb, .rpm and .tar.gz share. */

/** Name of the package, of its program and of its folder below /usr/lib. */
export const DESKTOP = 'logbell-desktop';

/** Name of the desktop file, the icon and the AppStream component (`desktopName` in package.json). */
export const DESKTOP_ID = 'io.github.logbell.Logbell';

export const SUMMARY = 'Window and tray of Logbell, which texts when a log line matters';
export const DESCRIPTION = `Logbell watches log files and texts the person on call through Naver Cloud SENS
when a line matters. This package has its window and its tray icon; the
command line is in the package logbell.`;

/** The first version whose package logbell is the command line; the .deb before it was the desktop app. */
export const FIRST_SPLIT_VERSION = '0.2.0';

/** Debian's packages for the libraries that Electron links to or loads (libX11-xcb, libnotify, libsecret); NAMEt64 is the name from Debian 13 and Ubuntu 24.04 on. */
export const DEB_DEPENDS = [
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libc6 (>= 2.28)',
  'libcups2 | libcups2t64',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libx11-xcb1',
  'xdg-utils',
];

export const DEB_RECOMMENDS = ['gnome-keyring | kwalletmanager | keepassxc'];

/** Libraries that Fedora and openSUSE both provide by soname. */
export const RPM_REQUIRES = [
  'libX11-xcb.so.1()(64bit)',
  'libasound.so.2()(64bit)',
  'libatk-bridge-2.0.so.0()(64bit)',
  'libatspi.so.0()(64bit)',
  'libcups.so.2()(64bit)',
  'libdrm.so.2()(64bit)',
  'libgbm.so.1()(64bit)',
  'libgtk-3.so.0()(64bit)',
  'libnotify.so.4()(64bit)',
  'libnss3.so()(64bit)',
  'libsecret-1.so.0()(64bit)',
  'xdg-utils',
];
