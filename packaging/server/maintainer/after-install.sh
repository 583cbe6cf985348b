#!/bin/sh
# Makes the service's account. dpkg calls it as `postinst configure OLD-VERSION`, rpm as %post with a count.
set -e

is_upgrade=no
case "$1" in
  configure)
    if [ -n "$2" ]; then
      is_upgrade=yes
    fi
    ;;
  1) ;;
  [2-9]*) is_upgrade=yes ;;
  *) exit 0 ;;
esac

has_desktop_package() {
  case "$(dpkg-query --show --showformat='${Status}' logbell-desktop 2>/dev/null)" in
    install*) ;;
    *) return 1 ;;
  esac
}

# The .deb before 0.2.0 was the desktop app and had made this link.
if [ "$1" = configure ] && [ -L /etc/alternatives/logbell ]; then
  update-alternatives --quiet --remove-all logbell || true
fi
if [ "$1" = configure ] && [ -n "$2" ] && dpkg --compare-versions "$2" lt 0.2.0~ && ! has_desktop_package; then
  cat <<'END'
The window and the tray of Logbell are now in a package of their own. To keep them:
  sudo apt install ./logbell-desktop_*.deb
END
fi

if ! getent passwd logbell >/dev/null; then
  if command -v systemd-sysusers >/dev/null && [ -e /usr/lib/sysusers.d/logbell.conf ]; then
    systemd-sysusers logbell.conf
  else
    useradd --system --user-group --home-dir /var/lib/logbell --no-create-home --shell /usr/sbin/nologin logbell
  fi
fi

# An administrator's own choice stays.
if ! { command -v dpkg-statoverride && dpkg-statoverride --list /etc/logbell; } >/dev/null 2>&1; then
  chown root:logbell /etc/logbell
  chmod 0750 /etc/logbell
fi

if [ -d /run/systemd/system ]; then
  systemctl daemon-reload || true
  if [ "$is_upgrade" = yes ]; then
    systemctl try-restart logbell.service || true
  fi
fi

if [ "$is_upgrade" = no ] && has_desktop_package; then
  cat <<'END'
Logbell is installed and not running yet. Start it from the menu, or with:
  logbell open
To watch as a service instead, also while nobody is logged in:
  sudo logbell setup --system
  sudo systemctl enable --now logbell
END
elif [ "$is_upgrade" = no ]; then
  cat <<'END'
Logbell is installed and not running yet. To set it up, and to start it now and at every boot:
  sudo logbell setup --system
  sudo systemctl enable --now logbell
For your own logs, without root:
  logbell setup
  systemctl --user enable --now logbell
END
fi
