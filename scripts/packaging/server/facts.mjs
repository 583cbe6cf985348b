/** Facts about the package logbell that its .deb and .rpm share. */

/** Name of the package, of its program, of its account and of its folders. */
export const SERVER = 'logbell';

export const SUMMARY = 'Texts the person on call when a log line matters';
export const DESCRIPTION = `Logbell watches log files and texts the person on call through Naver Cloud SENS
when a line matters. This package has the command line and the service; the
window and the tray icon are in the package logbell-desktop.`;

/** What Node.js links to (readelf -d, -V), useradd for the account, and kill(1) for a reload of the service. */
export const DEB_DEPENDS = ['libc6 (>= 2.28)', 'libgcc-s1', 'libstdc++6 (>= 8)', 'passwd', 'procps'];

/** The same by soname. */
export const RPM_REQUIRES = [
  'libc.so.6(GLIBC_2.28)(64bit)',
  'libgcc_s.so.1()(64bit)',
  'libstdc++.so.6()(64bit)',
  '/usr/bin/kill',
];
