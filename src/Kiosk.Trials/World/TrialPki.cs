using Kiosk.Trials.Pki;

namespace Kiosk.Trials.World;

/// <summary>The authorities, keys and cards of one run, made on the spot and kept in memory only. What takes long to make is made at first use.</summary>
internal sealed class TrialPki
{
    /// <summary>Of the terminal that its cards are tapped on.</summary>
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

    /// <summary>The instant at which a case begins.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Yesterday => Now.AddDays(-1);

    public static DateTimeOffset Begin => Now.AddYears(-1);

    public static DateTimeOffset End => Now.AddYears(10);

    public CertificateAuthority Root { get; }

    /// <summary>Issued the cards of the members.</summary>
    public CertificateAuthority Issuing { get; }

    public CertificateAuthority OtherIssuing { get; }

    /// <summary>Bears the name of <see cref="Issuing"/>, below a root that bears our root's name; trusted by nobody.</summary>
    public CertificateAuthority Foreign => foreign.Value;

    /// <summary>Bears the name of <see cref="Issuing"/>, has another key, and is ours.</summary>
    public CertificateAuthority Namesake => namesake.Value;

    /// <summary>Signs with RSA; no terminal knows it unless a case says so.</summary>
    public CertificateAuthority RsaIssuing => rsaIssuing.Value;

    /// <summary>Signs CHUIDs.</summary>
    public ContentSigner ContentSigner => contentSigner.Value;

    public IssuedCard Member { get; }

    public IssuedCard OtherMember { get; }

    public IssuedCard OnP384 { get; }

    public IssuedCard OnRsa2048 { get; }

    public IssuedCard OnRsa3072 { get; }

    public IReadOnlyList<IssuedCard> Members => [Member, OtherMember, OnP384, OnRsa2048, OnRsa3072];

    /// <summary>Nobody's keys.</summary>
    public KeyPair Stranger { get; } = KeyPair.Create(KeyKind.P256);

    public KeyPair StrangerRsa => strangerRsa.Value;

    /// <summary>A list of an authority, issued yesterday for a week.</summary>
    public static byte[] ListOf(CertificateAuthority authority, int number, params IReadOnlyList<IssuedCard> revoked) =>
        authority.IssueCrl(Yesterday, Yesterday.AddDays(7), number, revoked.Select(card => card.Revocation ?? new RevokedCertificate(card.SerialNumber, Yesterday)));

    // A serial number that cannot be found by chance in a text.
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
