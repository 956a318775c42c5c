using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Testing.Pki;

/// <summary>The one <see cref="TrialPki"/> that all tests share; they change nothing in it. <see cref="Issue"/> creates its cards.</summary>
internal static class TestPki
{
    public static TrialPki Shared { get; } = new(new("O=Test Authority", "Test Root", "Test Issuing CA", "Test Content Signer", "Test Registry"), Now);

    /// <inheritdoc cref="TrialPki.Now"/>
    public static DateTimeOffset Now => TrialPki.Now;

    public static DateTimeOffset Yesterday => TrialPki.Yesterday;

    /// <summary>notBefore of every authority's certificate.</summary>
    public static DateTimeOffset Begin => TrialPki.Begin;

    /// <summary>notAfter of every authority's certificate.</summary>
    public static DateTimeOffset End => TrialPki.End;

    public static CertificateAuthority Root => Shared.Root;

    public static CertificateAuthority Issuing => Shared.Issuing;

    public static CertificateAuthority OtherIssuing => Shared.OtherIssuing;

    public static ContentSigner ContentSigner => Shared.ContentSigner;

    public static CertificateAuthority ForeignRoot => Shared.ForeignRoot;

    public static CertificateAuthority ForeignIssuing => Shared.Foreign;

    /// <inheritdoc cref="TrialPki.Issue"/>
    public static IssuedCard Issue(int serial = 1, KeyKind kind = KeyKind.P256) => Shared.Issue(serial, kind);

    /// <inheritdoc cref="TrialPki.KeyOf"/>
    public static KeyPair KeyOf(KeyKind kind, int number) => Shared.KeyOf(kind, number);
}
