#!/bin/sh
# Stops the service. dpkg calls it as `prerm remove`, rpm as %preun 0; an upgrade restarts it instead.
set -e

case "$1" in
  remove | 0) ;;
  *) exit 0 ;;
esac

if command -v systemctl >/dev/null; then
  if [ -d /run/systemd/system ]; then
    systemctl stop logbell.service || true
  fi
  systemctl --no-reload disable logbell.service >/dev/null 2>&1 || true
fi
