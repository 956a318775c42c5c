using System.Collections.Frozen;
using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary>Every reason code with its stable name, severity, sentences and remedies.</summary>
internal static class ReasonTable
{
    private static readonly FrozenDictionary<ReasonCode, Reason> ByCode = Rows().ToFrozenDictionary(reason => reason.Code);

    private static readonly FrozenDictionary<string, Reason> ByName =
        ByCode.Values.ToFrozenDictionary(reason => reason.Name, StringComparer.Ordinal);

    /// <summary>In ascending order of their numbers.</summary>
    public static IReadOnlyList<Reason> All { get; } = [.. ByCode.Values.OrderBy(reason => reason.Code)];

    /// <exception cref="ArgumentOutOfRangeException">The number is unknown to this version.</exception>
    public static Reason Of(ReasonCode code) =>
        Find(code) ?? throw new ArgumentOutOfRangeException(nameof(code), code, $"Reason code {(ushort)code} is unknown to this version.");

    /// <returns>Null for a number unknown to this version (from a newer version's journal).</returns>
    public static Reason? Find(ReasonCode code) => ByCode.GetValueOrDefault(code);

    /// <param name="name">The stable name, such as "cert.expired"; case-sensitive.</param>
    public static Reason? Find(string name) => ByName.GetValueOrDefault(name);

    /// <returns>The stable name, such as "cert.expired"; the digits for a number unknown to this version.</returns>
    public static string NameOf(ReasonCode code) => Find(code)?.Name ?? $"{(ushort)code}";

    /// <summary>The code's meaning followed by a detail in the standard's terms, for the certificate's issuer.</summary>
    public static Phrase WithDetail(ReasonCode code, string detail) =>
        Phrase.WithDetail(code is ReasonCode.CertMalformed ? "Chứng thư số sai quy cách" : Of(code).Meaning.Vietnamese.TrimEnd('.'), detail);

    private static IEnumerable<Reason> Rows() =>
    [
        .. GeneralReasons.Rows,
        .. CardReasons.Rows,
        .. CertificateReasons.Rows,
        .. KeyReasons.Rows,
        .. BindingReasons.Rows,
        .. RevocationReasons.Rows,
        .. ClockReasons.Rows,
        .. AdmissionReasons.Rows,
        .. InvitationReasons.Rows,
        .. TerminalReasons.Rows,
        .. DeskReasons.Rows,
    ];
}
