using Kiosk.Cards.Iso7816;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Service.Configuration;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Demo;

/// <summary>Everything the demonstration needs, made anew in one folder: <c>source</c> (what a terminal's cache is built from), <c>authority</c> (the same for the registry), <c>cards</c> (the tray) and <c>data</c> (the terminal's own).</summary>
internal sealed class DemoWorld : IDisposable
{
    private const int MemberCount = 300;
    private const string IssuingCrl = "issuing-1";

    private readonly DateTimeOffset now;
    private readonly DemoAuthorities authorities;
    private readonly CacheSourceWriter source;
    private readonly DemoPublishable publishable;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> serials = new(StringComparer.Ordinal);
    private readonly List<MemberLine> members = [];
    private readonly List<RosterEntry> roster = [];

    private DemoWorld(string folder, DateTimeOffset now)
    {
        Folder = folder;
        this.now = now;
        authorities = new DemoAuthorities(now);
        Meeting = DemoMeeting.Create(now);
        source = new CacheSourceWriter(Source);
        publishable = new DemoPublishable(Authority);
    }

    public string Folder { get; }

    public string Source => Path.Combine(Folder, "source");

    /// <summary>The same as <c>registry publish --from</c> takes it, with the members' names: what an authority has and no terminal.</summary>
    public string Authority => Path.Combine(Folder, "authority");

    public string Cards => Path.Combine(Folder, "cards");

    public KioskFolders Data => new(Path.Combine(Folder, "data"));

    public Meeting Meeting { get; }

    public IReadOnlyList<MemberLine> Members => members;

    public IReadOnlyList<RosterEntry> Roster => roster;

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static DemoWorld Create(string folder, TimeProvider time)
    {
        // Before anything else: a folder that cannot be made must not cost the making of a world.
        Directory.CreateDirectory(Path.Combine(folder, "cards"));
        var world = new DemoWorld(folder, ToTheSecond(time.GetUtcNow()));
        world.MakeTray();
        world.MakeCrowd();
        world.WriteSource();
        return world;
    }

    public void Dispose() => authorities.Dispose();

    /// <summary>The issuing CA revokes a card of the tray: its list in <see cref="Source"/> is a newer one.</summary>
    public void Revoke(DemoCard card, DateTimeOffset at)
    {
        authorities.Revoke(serials[card.File], ToTheSecond(at));
        source.WriteCrl(IssuingCrl, authorities.NextIssuingCrl(ToTheSecond(at)));
    }

    public CardImage Load(DemoCard card) => CardImage.Load(Path.Combine(Cards, card.File));

    // Certificates and lists count in whole seconds.
    private static DateTimeOffset ToTheSecond(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private void MakeTray()
    {
        var (begin, end) = (now - TimeSpan.FromDays(365), now + TimeSpan.FromDays(1825));
        using var good = Holder("đại biểu");
        var goodCertificate = Certify(DemoCard.GoodP256, authorities.Issuing, good, begin, end);
        Write(DemoCard.GoodP256, goodCertificate, good.Key);
        Write(DemoCard.Replay, goodCertificate, good.Key, Fault(new CardImageFault.Replay(DemoCard.GoodP256.File)));
        using var otherKey = KeyPair.Create(KeyKind.P256);
        Write(DemoCard.OtherKey, goodCertificate, otherKey);

        Issue(DemoCard.GoodRsa, authorities.Issuing, begin, end, KeyKind.Rsa2048);
        Issue(DemoCard.Revoked, authorities.Issuing, begin, end);
        Issue(DemoCard.IssuerRevoked, authorities.RevokedIssuing, begin, end);
        Issue(DemoCard.Expired, authorities.Issuing, begin, now - TimeSpan.FromDays(1));
        Issue(DemoCard.Foreign, authorities.Foreign, begin, end);
        Issue(DemoCard.Suspended, authorities.Issuing, begin, end, status: MemberStatus.Suspended);
        Issue(DemoCard.NotInvited, authorities.Issuing, begin, end, isInvited: false);
        Issue(DemoCard.RemovedEarly, authorities.Issuing, begin, end, fault: Fault(new CardImageFault.Remove()));
        Save(DemoCard.OtherKind, new CardImage
        {
            AnswerToReset = new AnswerToReset(Convert.FromHexString("3B80800101")),
            Application = ApplicationIdentifier.Parse("D2760000850101"),
        });
    }

    private void MakeCrowd()
    {
        for (var index = members.Count; index < MemberCount; index++)
        {
            Holder().Dispose();
        }
    }

    private void WriteSource()
    {
        source.WriteProfile(CardProfile.Default.ToJson());
        source.WriteAnchor("root", authorities.Root.Certificate.Span);
        source.WriteIssuer("issuing-1", authorities.Issuing.Certificate.Span);
        source.WriteIssuer("issuing-2", authorities.RevokedIssuing.Certificate.Span);
        source.WriteCrl("root", authorities.RootCrl());
        authorities.Revoke(serials[DemoCard.Revoked.File], now - TimeSpan.FromDays(3));
        source.WriteCrl(IssuingCrl, authorities.NextIssuingCrl(now - TimeSpan.FromHours(1)));
        source.WriteRegistry(authorities.RegistryCertificate);
        source.WriteProcedures(DemoProcedures.All);
        source.WriteMembers(members);
        source.WriteMeeting(Meeting, roster);
        publishable.Write(Source, Meeting, roster);
        using var key = new StreamWriter(PlainFile.Create(Path.Combine(Folder, "registry-demo-key.pem")));
        key.Write(authorities.RegistryKeyPem);
    }

    private void Issue(
        DemoCard card,
        CertificateAuthority authority,
        DateTimeOffset begin,
        DateTimeOffset end,
        KeyKind kind = KeyKind.P256,
        MemberStatus status = MemberStatus.Official,
        bool isInvited = true,
        CardImageFaultRule? fault = null)
    {
        using var holder = Holder(null, kind, status, isInvited);
        Write(card, Certify(card, authority, holder, begin, end), holder.Key, fault);
    }

    private byte[] Certify(DemoCard card, CertificateAuthority authority, DemoHolder holder, DateTimeOffset begin, DateTimeOffset end)
    {
        serials[card.File] = DemoAuthorities.Serial();
        return authority.IssueCard(holder.Request(begin, end) with { SerialNumber = serials[card.File] });
    }

    /// <summary>Makes up a member, seals the record and puts the tag on the list.</summary>
    private DemoHolder Holder(string? decision = null, KeyKind kind = KeyKind.P256, MemberStatus status = MemberStatus.Official, bool isInvited = true)
    {
        var joined = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-5);
        var periods = new List<MembershipPeriod> { new(MemberStatus.Official, joined, null, decision) };
        if (status != MemberStatus.Official)
        {
            periods.Add(new MembershipPeriod(status, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-10), null, "07-QĐ/TRÌNH-DIỄN"));
        }

        var member = new Member(DemoNames.Next(), $"{members.Count + 1:D8}", "Đảng bộ xã Suối Mơ", periods);
        var holder = new DemoHolder(kind, member);
        members.Add(holder.Sealed());
        publishable.Add(member, authorities.Issuing.IssueCard(holder.Request(now - TimeSpan.FromDays(365), now + TimeSpan.FromDays(1825)) with { SerialNumber = DemoAuthorities.Serial() }));
        if (isInvited)
        {
            roster.Add(DemoMeeting.Invite(holder.Tag, roster.Count));
        }

        return holder;
    }

    private static CardImageFaultRule Fault(CardImageFault fault) => new(new byte[] { 0x00, 0x87 }, 0, fault);

    private void Write(DemoCard card, ReadOnlySpan<byte> certificate, KeyPair key, CardImageFaultRule? fault = null) =>
        Save(card, PivCardImage.Create(certificate, new CardImageKey(key.KeyAlgorithm, key.ExportPkcs8()), fault is null ? [] : [fault]));

    private void Save(DemoCard card, CardImage image)
    {
        using var file = new StreamWriter(PlainFile.Create(Path.Combine(Cards, card.File)));
        file.Write(image.ToJson());
    }
}
