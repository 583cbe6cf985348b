#!/bin/sh
# Forgets the service. dpkg calls it as `postrm remove` and `postrm purge`, rpm as %postun 0.
set -e

case "$1" in
  remove | 0)
    if [ -d /run/systemd/system ]; then
      systemctl daemon-reload || true
    fi
    ;;
  purge)
    # Settings, history and keys of the service. Its account stays, so that no later one gets its number and its files.
    rm -rf /etc/logbell /var/lib/logbell /var/cache/logbell
    rm -f /etc/credstore/logbell.access-key /etc/credstore/logbell.secret-key
    rm -f /etc/credstore.encrypted/logbell.access-key /etc/credstore.encrypted/logbell.secret-key
    rm -f /etc/systemd/system/logbell.service.d/credentials.conf
    rmdir --ignore-fail-on-non-empty /etc/systemd/system/logbell.service.d 2>/dev/null || true
    ;;
esac
