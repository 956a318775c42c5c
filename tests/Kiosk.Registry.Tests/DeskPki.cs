using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Registry.Tests;

/// <summary>The made-up authority by the machine's clock, which is the desk's. Its root issues the cards itself.</summary>
internal static class DeskPki
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    private static readonly TrialPki Pki = new(new("O=Test", "Test Authority", "Test Issuing CA", "Test Content Signer", "Test Registry"), Now);

    /// <summary>Whose certificate stands among the anchors.</summary>
    public static CertificateAuthority Known => Pki.Root;

    /// <summary>Somebody else, of another name.</summary>
    public static CertificateAuthority Stranger { get; } = CertificateAuthority.CreateRoot("CN=Somebody Else", Now.AddYears(-1), Now.AddYears(10));

    /// <summary>The certificate that journals are sealed to.</summary>
    public static byte[] RegistryCertificate => Pki.Registry.Certificate;

    public static IssuedCard Issue(int number, KeyKind kind = KeyKind.P256) => Pki.Issue(number, kind).IssuedBy(Known);

    public static IssuedCard IssueExpired(int number) => Issue(number).ValidTo(Now.AddDays(-1));

    /// <summary>A list without entries, good for a week from its date.</summary>
    /// <param name="thisUpdate">Left out, an hour ago.</param>
    public static byte[] IssueCrl(this CertificateAuthority authority, int number, DateTimeOffset? thisUpdate = null)
    {
        var at = thisUpdate ?? Now.AddHours(-1);
        return authority.IssueCrl(at, at.AddDays(7), number, []);
    }

    /// <summary>A list that covers the certificates of one distribution point alone, as an option of AD CS makes it (RFC 5280, 5.2.5).</summary>
    public static byte[] IssueCrlOfOnePoint()
    {
        var at = Now.AddHours(-1);
        return new CrlFields
        {
            Issuer = Known.Name.RawData,
            ThisUpdate = CrlFields.UtcTime(at),
            NextUpdate = CrlFields.UtcTime(at.AddDays(7)),
            Extensions = [ChainLists.SignedBy(Known.Key), ChainLists.Number(1), ChainLists.Limited("3021A01FA01D861B687474703A2F2F63726C2E6578616D706C652F726F6F742E63726C")],
        }.Sign(Known.Key);
    }

    extension(IssuedCard card)
    {
        public byte[] UuidBytes => card.Uuid.ToByteArray(bigEndian: true);

        public byte[] SubjectPublicKeyInfo => card.Key.PublicKey.ExportSubjectPublicKeyInfo();

        /// <summary>The certificate as members.csv has it.</summary>
        public string Base64 => Convert.ToBase64String(card.Certificate.Span);
    }
}
