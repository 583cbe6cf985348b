#!/bin/sh
# Starts Electron like a second Logbell that gets its keys from a first one (src/main/desktop/startup/key-handover.ts):
# Playwright attaches to the process that it starts, and that one must show the window.
names=$(env | sed -n 's/^\(LOGBELL_\(ACCESS_KEY\|SECRET_KEY\|CHANNEL_[A-Z_]*\|HEARTBEAT_[A-Z_]*\)\)=.*/\1/p')
fields=
for name in $names; do
  eval "fields=\"\$fields,\\\"$name\\\":\\\"\$$name\\\"\""
done
exec 3<<KEYS
{${fields#,}}
KEYS
# shellcheck disable=SC2086 # The names hold no spaces.
unset $names
export LOGBELL_KEYS_FD=3
exec "$TEST_ELECTRON" "$@"
