using Kiosk.Trials.Hostile.Cases;
using Kiosk.Trials.Hostile.Play;

namespace Kiosk.Trials.Hostile;

/// <summary>The table of hostile cases: every card, certificate, CRL and moment that must not deceive the terminal, and those that it must not turn away.</summary>
internal static class HostileTable
{
    /// <summary>In the order of the rows.</summary>
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        .. new[]
        {
            GoldenCases.All, AnswerCases.All, PresenceCases.All, CertificateCases.All, PathCases.All, ProfileCases.All, ChuidCases.All, RevocationCases.All, ListCases.All, DamageCases.All,
            EncodingCases.All, SilenceCases.All, ReceiptCases.All, InvitationCases.All, PointCases.All,
        }.SelectMany(cases => cases).OrderBy(one => one.Row),
    ];
}
