namespace Kiosk.Collector.Events;

/// <summary>An event that an endpoint has yet to be told of.</summary>
/// <param name="Terminal">The name of the journal whose record it is; empty for an event of the collector itself.</param>
/// <param name="Id">Once a terminal: the record's number, or the meeting's id.</param>
/// <param name="Person">The person's pseudonym in the meeting; empty if there is none. Names are looked up when it is sent.</param>
/// <param name="Body">JSON without anything personal.</param>
/// <param name="Attempts">How often the endpoint refused it.</param>
/// <param name="LastError">Empty before the first.</param>
internal sealed record OutboxEntry(
    string Terminal, string Id, string Endpoint, string Event, string Meeting, ReadOnlyMemory<byte> Person, string Body, DateTimeOffset Created, int Attempts, DateTimeOffset NextAttempt, bool IsDead, string LastError)
{
    /// <summary>Of the request: the same however often it is sent.</summary>
    public string MessageId => $"{Terminal}/{Id}/{Event}";
}
