#!/bin/sh
# Sets up Chromium's sandbox. dpkg calls it as `postinst configure`, rpm as %post with a count.
set -e

case "$1" in
  configure | [1-9]*) ;;
  *) exit 0 ;;
esac

program=/usr/lib/logbell-desktop
profile=/etc/apparmor.d/logbell-desktop

has_profile() {
  [ -e "$profile" ] && grep -q '^logbell-desktop ' /sys/kernel/security/apparmor/profiles 2>/dev/null
}

ordinary_user_has_namespaces() {
  setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user true 2>/dev/null
}

# Older AppArmor cannot read the profile, and needs none.
if [ -e /etc/apparmor.d/abi/4.0 ]; then
  cp "$program/apparmor-profile" "$profile"
  chmod 0644 "$profile"
  if command -v apparmor_parser >/dev/null && [ -e /sys/kernel/security/apparmor/profiles ]; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
  fi
fi

# Without user namespaces, Chromium needs its setuid helper. An administrator's own choice stays.
if ! { command -v dpkg-statoverride && dpkg-statoverride --list "$program/chrome-sandbox"; } >/dev/null 2>&1; then
  if has_profile || ordinary_user_has_namespaces; then
    chmod 0755 "$program/chrome-sandbox"
  else
    chmod 4755 "$program/chrome-sandbox"
  fi
fi

# Autostart files of the .deb 0.1.0 start this path until the new program has run once and corrected them.
if [ "$1" = configure ] && [ ! -e /opt/Logbell/logbell ]; then
  mkdir -p /opt/Logbell
  ln -sf /usr/bin/logbell-desktop /opt/Logbell/logbell
fi
