using Kiosk.Trials.Pki;

namespace Kiosk.Trials.World;

/// <summary>The authorities, keys and cards of one run, generated for it and kept only in memory. Those that are slow to generate are created on first use.</summary>
internal sealed class TrialPki
{
    /// <summary>The id of the terminal.</summary>
    public const string TerminalId = "SELF-TEST";

    private const string RootName = "CN=Self-test root, O=Self-test";
    private const string IssuingName = "CN=Self-test issuing CA 1, O=Self-test";
    private const string OtherIssuingName = "CN=Self-test issuing CA 2, O=Self-test";
    private const string RsaIssuingName = "CN=Self-test issuing CA 3, O=Self-test";

    private readonly Lazy<CertificateAuthority> foreign;
    private readonly Lazy<CertificateAuthority> namesake;
    private readonly Lazy<CertificateAuthority> rsaIssuing;
    private readonly Lazy<ContentSigner> contentSigner;
    private readonly Lazy<KeyPair> strangerRsa = new(() => KeyPair.Create(KeyKind.Rsa2048));

    public TrialPki()
    {
        Root = CertificateAuthority.CreateRoot(RootName, Begin, End);
        Issuing = Root.CreateSubordinate(IssuingName, Begin, End);
        OtherIssuing = Root.CreateSubordinate(OtherIssuingName, Begin, End);
        foreign = new(() => CertificateAuthority.CreateRoot(RootName, Begin, End).CreateSubordinate(IssuingName, Begin, End));
        namesake = new(() => Root.CreateSubordinate(IssuingName, Begin, End));
        rsaIssuing = new(() => Root.CreateSubordinate(RsaIssuingName, Begin, End, KeyKind.Rsa2048));
        contentSigner = new(() => Issuing.CreateContentSigner("CN=Self-test content signer, O=Self-test", Begin, End));
        Member = Issue(1, KeyKind.P256);
        OtherMember = Issue(2, KeyKind.P256);
        OnP384 = Issue(3, KeyKind.P384);
        OnRsa2048 = Issue(4, KeyKind.Rsa2048);
        OnRsa3072 = Issue(5, KeyKind.Rsa3072);
    }

    /// <summary>The start time of every case.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Yesterday => Now.AddDays(-1);

    public static DateTimeOffset Begin => Now.AddYears(-1);

    public static DateTimeOffset End => Now.AddYears(10);

    public CertificateAuthority Root { get; }

    /// <summary>The issuer of the members' cards.</summary>
    public CertificateAuthority Issuing { get; }

    public CertificateAuthority OtherIssuing { get; }

    /// <summary>An untrusted CA with the name of <see cref="Issuing"/>, below a root with our root's name.</summary>
    public CertificateAuthority Foreign => foreign.Value;

    /// <summary>A genuine CA with the name of <see cref="Issuing"/> but another key.</summary>
    public CertificateAuthority Namesake => namesake.Value;

    /// <summary>A CA with an RSA key, unknown to terminals unless a case adds it.</summary>
    public CertificateAuthority RsaIssuing => rsaIssuing.Value;

    /// <summary>Signs CHUIDs.</summary>
    public ContentSigner ContentSigner => contentSigner.Value;

    public IssuedCard Member { get; }

    public IssuedCard OtherMember { get; }

    public IssuedCard OnP384 { get; }

    public IssuedCard OnRsa2048 { get; }

    public IssuedCard OnRsa3072 { get; }

    public IReadOnlyList<IssuedCard> Members => [Member, OtherMember, OnP384, OnRsa2048, OnRsa3072];

    /// <summary>A key that belongs to no card or authority.</summary>
    public KeyPair Stranger { get; } = KeyPair.Create(KeyKind.P256);

    public KeyPair StrangerRsa => strangerRsa.Value;

    /// <summary>A CRL of an authority, issued yesterday and valid for a week.</summary>
    public static byte[] ListOf(CertificateAuthority authority, int number, params IReadOnlyList<IssuedCard> revoked) =>
        authority.IssueCrl(Yesterday, Yesterday.AddDays(7), number, revoked.Select(card => card.Revocation ?? new RevokedCertificate(card.SerialNumber, Yesterday)));

    // A serial number that does not occur in text by chance.
    private IssuedCard Issue(byte number, KeyKind kind) => new()
    {
        SerialNumber = new byte[] { 0x4B, 0x1D, 0xC0, 0xFF, 0xEE, 0x12, 0x34, number },
        Uuid = new Guid(0x5EED0000, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, number]),
        Key = KeyPair.Create(kind),
        Authority = Issuing,
        NotBefore = Now.AddMonths(-1),
        NotAfter = Now.AddYears(3),
    };
}
