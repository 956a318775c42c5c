namespace Kiosk.Feed.Records;

/// <summary>One enrolment of a terminal. A terminal whose keys were replaced has several, all but one of them revoked, so that journals signed with earlier keys can still be verified.</summary>
/// <param name="Id">As in the terminal's settings; see <see cref="TerminalRecordRules.IsId"/>.</param>
/// <param name="Door">The door it was enrolled for; null if none was named.</param>
/// <param name="SigningCertificate">DER, P-256; signs journals and authenticates the terminal. Issued by the terminals' CA.</param>
/// <param name="DecryptionCertificate">DER, P-256; the feed is sealed to its key.</param>
/// <param name="Revoked">Null while the terminal is enrolled.</param>
public sealed record TerminalRecord(
    string Id,
    string? Door,
    ReadOnlyMemory<byte> SigningCertificate,
    ReadOnlyMemory<byte> DecryptionCertificate,
    TerminalRevocation? Revoked = null);

/// <summary>Why a terminal's keys are no longer trusted.</summary>
/// <param name="At">From then on; what was signed before stays valid.</param>
/// <param name="Reason">For people, such as "stolen on 24 November".</param>
public sealed record TerminalRevocation(DateTimeOffset At, string Reason);
