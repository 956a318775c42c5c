using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Piv;

/// <summary>The part of the signed card profile that reading needs.</summary>
public sealed record CardReadingProfile
{
    /// <summary>PIV PKI-CAK as published (NIST SP 800-73-4): full AID, then the 9-byte prefix.</summary>
    public static CardReadingProfile Default { get; } = new();

    /// <summary>The AIDs to SELECT, in order.</summary>
    public IReadOnlyList<ApplicationIdentifier> Applications { get; init; } =
        [ApplicationIdentifier.Parse("A000000308000010000100"), ApplicationIdentifier.Parse("A00000030800001000")];

    /// <summary>Algorithm references that may be used with GENERAL AUTHENTICATE.</summary>
    public IReadOnlyList<byte> KeyAlgorithms { get; init; } = [0x11, 0x14, 0x07, 0x05];

    public bool ReadsChuid { get; init; }

    public int MaxCertificateObject { get; init; } = 4096;

    public int MaxCertificate { get; init; } = 8192;

    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For SELECT and GET DATA.</summary>
    public TimeSpan CommandDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For GENERAL AUTHENTICATE.</summary>
    public TimeSpan AuthenticateDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long after the command an answer still proves that the card lies here; judged with the answer.</summary>
    public AnswerLimits AnswerLimits { get; init; } = AnswerLimits.Default;

    /// <summary>From arrival to the first command: none, since a fixed pause costs every tap what few cards need; those are read again.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.Zero;

    /// <summary>Before a read is begun again: the card is still coming to rest in the field.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(50);
}
