#!/bin/sh
# Keeps somebody out who leaves, and revokes all their passkeys: offboard.sh EMAIL REASON [TICKET]
# WEFTID_ORIGIN: the server. WEFTID_TOKEN: an API token that may see users, disable them and revoke passkeys.
set -eu
email=$1 reason=$2 ticket=${3-}
api() { curl -fsS -H "Authorization: Bearer $WEFTID_TOKEN" -H 'Content-Type: application/json' "$@"; }
why=$(jq -n --arg reason "$reason" --arg ticket "$ticket" '{$reason} + if $ticket == "" then {} else {$ticket} end')
user=$(api -G "$WEFTID_ORIGIN/api/users" --data-urlencode "search=$email" |
	jq -er --arg email "$email" '.items[] | select(.email == $email) | .id')
api -d "$why" "$WEFTID_ORIGIN/api/users/$user/disable" | jq -r '"sessions ended: \(.sessionsEnded)"'
passkeys=$(api "$WEFTID_ORIGIN/api/users/$user/passkeys" | jq '[.items[] | select(.status != "revoked") | .id]')
[ "$passkeys" = '[]' ] && exit 0
echo "$why" | jq --argjson ids "$passkeys" '. + {passkeyIds: $ids, voidBackupCodes: true}' |
	api -d @- "$WEFTID_ORIGIN/api/users/$user/lost-device" | jq -r '"passkeys revoked: \(.passkeysRevoked)"'
