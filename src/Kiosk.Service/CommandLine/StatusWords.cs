using Kiosk.Cards;
using Kiosk.Service.Health;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>Readable text for a status report, whose own names are meant for programs.</summary>
internal static class StatusWords
{
    /// <summary>The figures on the resting screen: those who count for the quorum if there is one, otherwise everyone.</summary>
    public static string Of(PresenceReport presence) => presence.Quorum switch
    {
        null => $"{presence.Present} of {presence.Convened}",
        { IsMet: true } quorum => $"{quorum.Present} of {quorum.Convened}; the quorum of {quorum.Required} is reached",
        var quorum => $"{quorum.Present} of {quorum.Convened}; {quorum.Required - quorum.Present} more for the quorum of {quorum.Required}",
    };

    /// <summary>What the collector holds, and each problem in both languages.</summary>
    public static string Of(UploadReport upload)
    {
        var sent = upload.Unsent == 0 ? "everything is sent" : $"{upload.Unsent} records not sent{(upload.Refused > 0 ? $", of which the collector refused {upload.Refused}" : "")}";
        return $"{sent}; receipt for {upload.Receipted} records{(upload.Problem is { } problem ? $"\n          {problem.English}\n          {problem.Vietnamese}" : "")}";
    }

    /// <summary>One line in each language.</summary>
    public static string[] LinesOf(TerminalFault fault) => [fault.ToString(), fault.Vietnamese];

    /// <param name="hours">An age in hours, as in reports.</param>
    public static string Ago(double hours) => Phrase.Ago(TimeSpan.FromHours(hours)).English;

    /// <param name="state">The name of a <see cref="ReaderState"/>.</param>
    public static string OfReader(string state) => state switch
    {
        nameof(ReaderState.Ready) => "ready",
        nameof(ReaderState.CardPresent) => "ready, a card lies on it",
        nameof(ReaderState.WaitingForDaemon) => "not ready: pcscd is not there",
        nameof(ReaderState.WaitingForReader) => "none is connected",
        nameof(ReaderState.AccessDenied) => "not ready: access to the card reader is denied",
        nameof(ReaderState.OutOfOrder) => "out of order",
        _ => "not started",
    };

    /// <param name="trust">The name of a <see cref="ClockTrust"/>.</param>
    public static string OfClock(string trust) => trust switch
    {
        nameof(ClockTrust.Attested) => "confirmed by the network or by signed data",
        nameof(ClockTrust.Rtc) => "by the battery-backed clock, or accepted by an operator",
        _ => "nothing confirms the time",
    };
}
