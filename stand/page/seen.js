/** What was shown already: how many incoming messages of a chat, kept in this browser. */
const key = 'tandem-stand-seen'
let seen = {}
try {
  seen = JSON.parse(localStorage.getItem(key)) ?? {}
} catch {
  // Storage is forbidden or spoilt: everything counts as new.
}

const name = (messenger, summary) => `${messenger}/${summary.as}/${summary.chat ?? ''}`

/** Incoming messages of the chat that were not shown yet. A stand begun anew has fewer than before. */
export function unreadOf(messenger, summary) {
  const before = seen[name(messenger, summary)] ?? 0
  return summary.incoming < before ? summary.incoming : summary.incoming - before
}

export function markSeen(messenger, summary) {
  if (seen[name(messenger, summary)] === summary.incoming) return
  seen[name(messenger, summary)] = summary.incoming
  try {
    localStorage.setItem(key, JSON.stringify(seen))
  } catch {
    // Nothing is lost but the marks.
  }
}
