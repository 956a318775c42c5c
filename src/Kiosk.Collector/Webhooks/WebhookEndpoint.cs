namespace Kiosk.Collector.Webhooks;

/// <summary>A system that is told of events.</summary>
/// <param name="Name">Letters, digits and hyphens; the outbox keeps it.</param>
/// <param name="Url">HTTPS, or plain HTTP on this machine.</param>
/// <param name="Secret">At least 32 bytes that both sides know.</param>
/// <param name="Events">Of <see cref="WebhookEvents"/>.</param>
/// <param name="Include">What is told of a person: <c>pseudonym</c>, <c>cardNumber</c>, <c>name</c>, <c>unit</c>; of a procedure also <c>caseNumber</c>, <c>purpose</c>. Nothing unless it stands here.</param>
internal sealed record WebhookEndpoint(string Name, Uri Url, ReadOnlyMemory<byte> Secret, IReadOnlySet<string> Events, IReadOnlySet<string> Include);

/// <summary>The events by name.</summary>
internal static class WebhookEvents
{
    public const string CheckIn = "checkin";
    public const string Reverted = "checkin.reverted";
    public const string MeetingClosed = "meeting.closed";
    public const string ProcedureReceived = "procedure.received";

    public const string Alarm = "alarm";

    public static IReadOnlyList<string> All { get; } = [CheckIn, Reverted, MeetingClosed, ProcedureReceived, Alarm];
}
