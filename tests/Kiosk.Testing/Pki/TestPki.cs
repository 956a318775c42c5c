using System.Buffers.Binary;
using System.Globalization;
using Kiosk.Trials.Pki;

namespace Kiosk.Testing.Pki;

/// <summary>The immutable PKI shared by all tests. <see cref="Issue"/> creates its cards.</summary>
internal static class TestPki
{
    private const string RootName = "CN=Test Root, O=Test Authority";
    private const string IssuingName = "CN=Test Issuing CA 1, O=Test Authority";
    private const string ContentSignerName = "CN=Test Content Signer, O=Test Authority";
    private const string OtherIssuingName = "CN=Test Issuing CA 2, O=Test Authority";

    private static readonly Lazy<CertificateAuthority> LazyRoot = new(() => CertificateAuthority.CreateRoot(RootName, Begin, End));
    private static readonly Lazy<CertificateAuthority> LazyIssuing = new(() => Root.CreateSubordinate(IssuingName, Begin, End));
    private static readonly Lazy<CertificateAuthority> LazyOtherIssuing = new(() => Root.CreateSubordinate(OtherIssuingName, Begin, End));
    private static readonly Lazy<ContentSigner> LazyContentSigner = new(() => Issuing.CreateContentSigner(ContentSignerName, Begin, End));
    private static readonly Lazy<CertificateAuthority> LazyForeignRoot = new(() => CertificateAuthority.CreateRoot(RootName, Begin, End));
    private static readonly Lazy<CertificateAuthority> LazyForeignIssuing = new(() => ForeignRoot.CreateSubordinate(IssuingName, Begin, End));

    /// <summary>The current time in tests, by default.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.Parse("2026-11-22T08:00:00Z", CultureInfo.InvariantCulture);

    public static DateTimeOffset Yesterday => Now.AddDays(-1);

    /// <summary>notBefore of every authority's certificate.</summary>
    public static DateTimeOffset Begin => Now.AddYears(-1);

    /// <summary>notAfter of every authority's certificate.</summary>
    public static DateTimeOffset End => Now.AddYears(10);

    public static CertificateAuthority Root => LazyRoot.Value;

    /// <summary>Issues the cards of <see cref="Issue"/>.</summary>
    public static CertificateAuthority Issuing => LazyIssuing.Value;

    public static CertificateAuthority OtherIssuing => LazyOtherIssuing.Value;

    /// <summary>Signs the CHUIDs of cards; certified by <see cref="Issuing"/>.</summary>
    public static ContentSigner ContentSigner => LazyContentSigner.Value;

    /// <summary>An untrusted root with our root's name.</summary>
    public static CertificateAuthority ForeignRoot => LazyForeignRoot.Value;

    /// <summary>A CA with our issuing CA's name, below the foreign root.</summary>
    public static CertificateAuthority ForeignIssuing => LazyForeignIssuing.Value;

    /// <summary>A valid card: issued a month ago, valid for three years.</summary>
    public static IssuedCard Issue(int serial = 1, KeyKind kind = KeyKind.P256) => new()
    {
        SerialNumber = SerialOf(serial),
        Uuid = UuidOf(serial),
        Key = TestKeys.Of(kind, serial),
        Authority = Issuing,
        NotBefore = Now.AddMonths(-1),
        NotAfter = Now.AddYears(3),
    };

    private static byte[] SerialOf(int serial)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, serial);
        return bytes;
    }

    private static Guid UuidOf(int serial) => new(0x5EED0000, 0, 0x4000, [0x80, 0, 0, 0, .. SerialOf(serial)]);
}
