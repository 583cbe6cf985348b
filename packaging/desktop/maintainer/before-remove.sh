#!/bin/sh
# Removes what after-install.sh made. dpkg calls it as `prerm remove`, rpm as %preun 0.
set -e

case "$1" in
  remove | 0) ;;
  *) exit 0 ;;
esac

profile=/etc/apparmor.d/logbell-desktop
if [ -e "$profile" ]; then
  if command -v apparmor_parser >/dev/null && [ -e /sys/kernel/security/apparmor/profiles ]; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi

if [ -L /opt/Logbell/logbell ]; then
  rm /opt/Logbell/logbell
  rmdir --ignore-fail-on-non-empty /opt/Logbell
fi
