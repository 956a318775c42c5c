using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Piv;

/// <summary>The part of the signed card profile used for reading.</summary>
public sealed record CardReadingProfile
{
    /// <summary>PIV PKI-CAK as published (NIST SP 800-73-4): the full AID, then its 9-byte prefix.</summary>
    public static CardReadingProfile Default { get; } = new();

    /// <summary>The AIDs to try with SELECT, in order.</summary>
    public IReadOnlyList<ApplicationIdentifier> Applications { get; init; } =
        [ApplicationIdentifier.Parse("A000000308000010000100"), ApplicationIdentifier.Parse("A00000030800001000")];

    /// <summary>The algorithm references allowed for GENERAL AUTHENTICATE.</summary>
    public IReadOnlyList<byte> KeyAlgorithms { get; init; } = [0x11, 0x14, 0x07, 0x05];

    public bool ReadsChuid { get; init; }

    public int MaxCertificateObject { get; init; } = 4096;

    public int MaxCertificate { get; init; } = 8192;

    public TimeSpan ReadDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For SELECT and GET DATA.</summary>
    public TimeSpan CommandDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For GENERAL AUTHENTICATE.</summary>
    public TimeSpan AuthenticateDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Maximum time for an answer to prove that the card is present; enforced by the verifier.</summary>
    public AnswerLimits AnswerLimits { get; init; } = AnswerLimits.Default;

    /// <summary>Delay from arrival to the first command. Zero by default: a delay would slow every tap for the few cards that need it, and those are retried.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.Zero;

    /// <summary>Delay before a retry, while the card settles in the field.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(50);
}
