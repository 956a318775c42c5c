using System.Text.Json;
using Kiosk.Cards;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>What the running service knows that nobody can see from outside: what it was told about the clock, and the devices that it holds.</summary>
internal sealed class RunningService(StatusReport report)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private static readonly string[] ClockFaults = [ReasonTable.NameOf(ReasonCode.ClockBehind), ReasonTable.NameOf(ReasonCode.ClockUntrusted)];

    public StatusReport Report => report;

    public bool ReadsCards => report.Reader is nameof(ReaderState.Ready) or nameof(ReaderState.CardPresent);

    /// <summary>How far the service trusts its clock; null if it does not use it.</summary>
    public ClockTrust? ClockTrust =>
        report.Faults.Any(fault => ClockFaults.Contains(fault.Code)) || !Enum.TryParse<ClockTrust>(report.ClockTrust, out var trust) ? null : trust;

    /// <returns>Null if none runs, or none that this user may ask.</returns>
    public static async Task<RunningService?> AskAsync(KioskFolders folders, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new ControlClient(folders, Language.English, Timeout);
            var answer = await client.GetAsync(SocketGuard.CommandPrefix + "/status", cancellationToken);
            return JsonSerializer.Deserialize(answer.Body, StatusJson.Default.StatusReport) is { } report ? new(report) : null;
        }
        catch (Exception exception) when (exception is ServiceUnavailableException or JsonException)
        {
            return null;
        }
    }
}
