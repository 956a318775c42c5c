namespace Kiosk.Collector.Accounts;

/// <summary>Somebody looked at names.</summary>
/// <param name="Meeting">Its id; empty for a page that is of no meeting.</param>
/// <param name="Page">What was looked at: the page and what was searched for on it.</param>
internal sealed record Look(DateTimeOffset At, string Account, string Meeting, string Page);
