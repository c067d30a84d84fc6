#!/bin/sh
# Keeps somebody out who leaves, and revokes all their passkeys: offboard.sh EMAIL REASON [TICKET]
# WEFTID_ORIGIN: the server. WEFTID_TOKEN: an API token with users.read, users.write and passkeys.revoke.
# Exit code 0 only where all of it is done. No answer goes through a pipe, which would hide that it was an error.
set -eu
email=$1 reason=$2 ticket=${3-}
api() {
	printf 'Authorization: Bearer %s\n' "$WEFTID_TOKEN" | curl -fsS -H @- -H 'Content-Type: application/json' "$@"
}
pick() { printf '%s' "$answer" | jq "$@"; }
why=$(jq -n --arg reason "$reason" --arg ticket "$ticket" '{$reason} + if $ticket == "" then {} else {$ticket} end')
answer=$(api -G "$WEFTID_ORIGIN/api/users" --data-urlencode "search=$email")
user=$(pick -er --arg email "$email" '.items[] | select(.email == $email) | .id')
answer=$(api -d "$why" "$WEFTID_ORIGIN/api/users/$user/disable")
pick -r '"sessions ended: \(.sessionsEnded)"'
answer=$(api "$WEFTID_ORIGIN/api/users/$user/passkeys")
body=$(pick --argjson why "$why" '[.items[] | select(.status != "revoked") | .id] | $why + {passkeyIds: ., voidBackupCodes: true}')
[ "$(printf '%s' "$body" | jq '.passkeyIds | length')" = 0 ] && exit 0
answer=$(api -d "$body" "$WEFTID_ORIGIN/api/users/$user/lost-device")
pick -r '"passkeys revoked: \(.passkeysRevoked)"'
