using System.Buffers.Binary;
using System.Collections.Concurrent;
using Kiosk.Trials.Pki;

namespace Kiosk.Trials.World;

/// <summary>
/// The made-up authority of demo, self-test, fuzzer and tests, each with one of its own, and its cards. Its keys are generated for it and kept only in memory; what is
/// slow to generate or seldom asked for is created on first use. Safe for concurrent use.
/// </summary>
internal sealed class TrialPki : IDisposable
{
    /// <summary>The id of the self-test's terminal.</summary>
    public const string TerminalId = "SELF-TEST";

    /// <summary>Cards share so many RSA keys of a kind, because these are slow to generate.</summary>
    private const int RsaKeys = 2;

    private readonly DateTimeOffset now;
    private readonly Lazy<CertificateAuthority> foreignRoot;
    private readonly Lazy<CertificateAuthority> foreign;
    private readonly Lazy<CertificateAuthority> namesake;
    private readonly Lazy<CertificateAuthority> rsaIssuing;
    private readonly Lazy<ContentSigner> contentSigner;
    private readonly Lazy<SealRecipient> registry;
    private readonly Lazy<IReadOnlyList<IssuedCard>> members;
    private readonly ConcurrentBag<IDisposable> made = [];
    private readonly ConcurrentDictionary<(KeyKind Kind, int Number), Lazy<KeyPair>> keys = new();

    public TrialPki()
        : this(TrialNames.SelfTest, Now)
    {
    }

    /// <param name="now">Whole seconds. The authorities have existed for a year and go on for ten.</param>
    public TrialPki(TrialNames names, DateTimeOffset now, KeyKind rootKind = KeyKind.P256)
    {
        this.now = now;
        var (begin, end) = (now.AddYears(-1), now.AddYears(10));
        Root = CreateRoot();
        Issuing = CreateIssuing(Root, 1);
        OtherIssuing = CreateIssuing(Root, 2);
        foreignRoot = new(CreateRoot);
        foreign = new(() => CreateIssuing(ForeignRoot, 1));
        namesake = new(() => CreateIssuing(Root, 1));
        rsaIssuing = new(() => CreateIssuing(Root, 3, KeyKind.Rsa2048));
        contentSigner = new(() => Issuing.CreateContentSigner(names.Of(names.ContentSigner), begin, end));
        registry = new(() => Keep(new SealRecipient(names.Of(names.Registry), begin, end)));
        members = new(() => [Issue(1), Issue(2), Issue(3, KeyKind.P384), Issue(4, KeyKind.Rsa2048), Issue(5, KeyKind.Rsa3072)]);

        CertificateAuthority CreateRoot() => Keep(CertificateAuthority.CreateRoot(names.Of(names.Root), begin, end, rootKind));

        CertificateAuthority CreateIssuing(CertificateAuthority root, int number, KeyKind kind = KeyKind.P256) => Keep(root.CreateSubordinate(names.OfIssuing(number), begin, end, kind));
    }

    /// <summary>The start time of every case, and the current time in tests, by default.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Yesterday => Now.AddDays(-1);

    public static DateTimeOffset Begin => Now.AddYears(-1);

    public static DateTimeOffset End => Now.AddYears(10);

    /// <summary>What the feed is sealed to.</summary>
    public TrialDevice Terminal { get; } = new(TerminalId);

    public CertificateAuthority Root { get; }

    /// <summary>The issuer of the members' cards.</summary>
    public CertificateAuthority Issuing { get; }

    public CertificateAuthority OtherIssuing { get; }

    /// <summary>An untrusted root with our root's name.</summary>
    public CertificateAuthority ForeignRoot => foreignRoot.Value;

    /// <summary>A CA with the name of <see cref="Issuing"/>, below the untrusted root.</summary>
    public CertificateAuthority Foreign => foreign.Value;

    /// <summary>A genuine CA with the name of <see cref="Issuing"/> but another key.</summary>
    public CertificateAuthority Namesake => namesake.Value;

    /// <summary>A CA with an RSA key, unknown to terminals unless a case adds it.</summary>
    public CertificateAuthority RsaIssuing => rsaIssuing.Value;

    /// <summary>Signs CHUIDs; certified by <see cref="Issuing"/>.</summary>
    public ContentSigner ContentSigner => contentSigner.Value;

    /// <summary>What journals are sealed to.</summary>
    public SealRecipient Registry => registry.Value;

    public IssuedCard Member => Members[0];

    public IssuedCard OtherMember => Members[1];

    public IssuedCard OnP384 => Members[2];

    public IssuedCard OnRsa2048 => Members[3];

    public IssuedCard OnRsa3072 => Members[4];

    public IReadOnlyList<IssuedCard> Members => members.Value;

    /// <summary>A key that belongs to no card or authority.</summary>
    public KeyPair Stranger => KeyOf(KeyKind.P256, int.MaxValue);

    public KeyPair StrangerRsa => keys.GetOrAdd((KeyKind.Rsa2048, int.MaxValue), Create).Value;

    /// <summary>A CRL of an authority, issued yesterday and valid for a week.</summary>
    public static byte[] ListOf(CertificateAuthority authority, int number, params IReadOnlyList<IssuedCard> revoked) =>
        authority.IssueCrl(Yesterday, Yesterday.AddDays(7), number, revoked.Select(card => card.Revocation ?? new RevokedCertificate(card.SerialNumber, Yesterday)));

    /// <summary>A valid card: issued a month ago, valid for three years.</summary>
    public IssuedCard Issue(int number, KeyKind kind = KeyKind.P256) => new()
    {
        // A serial number that does not occur in text by chance.
        SerialNumber = (byte[])[0x4B, 0x1D, 0xC0, 0xFF, .. BigEndian(number)],
        Uuid = new Guid(0x5EED0000, 0, 0x4000, [0x80, 0, 0, 0, .. BigEndian(number)]),
        Key = KeyOf(kind, number),
        Authority = Issuing,
        NotBefore = now.AddMonths(-1),
        NotAfter = now.AddYears(3),
    };

    /// <summary>The key of the card with this number; always the same.</summary>
    public KeyPair KeyOf(KeyKind kind, int number) => keys.GetOrAdd((kind, kind is KeyKind.Rsa2048 or KeyKind.Rsa3072 ? number % RsaKeys : number), Create).Value;

    public void Dispose()
    {
        while (made.TryTake(out var part))
        {
            part.Dispose();
        }
    }

    private Lazy<KeyPair> Create((KeyKind Kind, int Number) key) => new(() => Keep(KeyPair.Create(key.Kind)));

    private T Keep<T>(T part)
        where T : IDisposable
    {
        made.Add(part);
        return part;
    }

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
