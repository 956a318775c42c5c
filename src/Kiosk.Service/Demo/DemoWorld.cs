using Kiosk.Feed.Records;
using Kiosk.Hardware.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Service.Configuration;
using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Durability;
using Kiosk.Service.Verification;

namespace Kiosk.Service.Demo;

/// <summary>Everything the demonstration needs, made anew in one folder: <c>source</c> (what a cache is built from), <c>cards</c> (the tray) and <c>data</c> (the terminal's own).</summary>
internal sealed class DemoWorld
{
    private const int MemberCount = 300;

    private readonly DateTimeOffset now;
    private readonly List<MemberLine> members = [];
    private readonly List<RosterEntry> roster = [];

    private DemoWorld(string folder, DateTimeOffset now)
    {
        Folder = folder;
        this.now = now;
    }

    public string Folder { get; }

    public string Source => Path.Combine(Folder, "source");

    public string Cards => Path.Combine(Folder, "cards");

    public KioskFolders Data => new(Path.Combine(Folder, "data"));

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static DemoWorld Create(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        // Certificates count in whole seconds.
        var second = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var world = new DemoWorld(folder, second);
        using var authorities = new DemoAuthorities(second);
        Directory.CreateDirectory(world.Cards);
        var revokedSerial = world.MakeTray(authorities);
        world.MakeCrowd();
        world.WriteSource(authorities, revokedSerial);
        new CacheBuilder(new CacheStore(world.Data.Cache, new DurableFiles()), time).Build(world.Source, progress: null, cancellationToken);
        return world;
    }

    public CardImage Load(DemoCard card) => CardImage.Load(Path.Combine(Cards, card.File));

    private ReadOnlyMemory<byte> MakeTray(DemoAuthorities authorities)
    {
        var (begin, end) = (now - TimeSpan.FromDays(365), now + TimeSpan.FromDays(1825));
        using var good = Holder("đại biểu");
        var goodCertificate = authorities.Issuing.IssueCard(good.Request(begin, end));
        Write(DemoCard.GoodP256, goodCertificate, good.Key);
        Write(DemoCard.Replay, goodCertificate, good.Key, Fault(new CardImageMisdeed.Replay(DemoCard.GoodP256.File)));
        using var otherKey = KeyPair.Create(KeyKind.P256);
        Write(DemoCard.OtherKey, goodCertificate, otherKey);

        Issue(DemoCard.GoodRsa, authorities.Issuing, begin, end, KeyKind.Rsa2048);
        Issue(DemoCard.IssuerRevoked, authorities.RevokedIssuing, begin, end);
        Issue(DemoCard.Expired, authorities.Issuing, begin, now - TimeSpan.FromDays(1));
        Issue(DemoCard.Foreign, authorities.Foreign, begin, end);
        Issue(DemoCard.Suspended, authorities.Issuing, begin, end, status: MemberStatus.Suspended);
        Issue(DemoCard.NotInvited, authorities.Issuing, begin, end, isInvited: false);
        Issue(DemoCard.RemovedEarly, authorities.Issuing, begin, end, fault: Fault(new CardImageMisdeed.Remove()));
        Save(DemoCard.OtherKind, new CardImage
        {
            AnswerToReset = new AnswerToReset(Convert.FromHexString("3B80800101")),
            Application = ApplicationIdentifier.Parse("D2760000850101"),
        });

        var revokedSerial = DemoAuthorities.Serial();
        Issue(DemoCard.Revoked, authorities.Issuing, begin, end, serial: revokedSerial);
        return revokedSerial;
    }

    private void MakeCrowd()
    {
        for (var index = members.Count; index < MemberCount; index++)
        {
            Holder().Dispose();
        }
    }

    private void WriteSource(DemoAuthorities authorities, ReadOnlyMemory<byte> revokedSerial)
    {
        var writer = new CacheSourceWriter(Source);
        writer.WriteProfile(CardProfile.Default.ToJson());
        writer.WriteAnchor("root", authorities.Root.Certificate.Span);
        writer.WriteIssuer("issuing-1", authorities.Issuing.Certificate.Span);
        writer.WriteIssuer("issuing-2", authorities.RevokedIssuing.Certificate.Span);
        writer.WriteCrl("root", authorities.RootCrl());
        writer.WriteCrl("issuing-1", authorities.IssuingCrl(revokedSerial));
        writer.WriteRegistry(authorities.RegistryCertificate);
        writer.WriteProcedures(DemoProcedures.All);
        writer.WriteMembers(members);
        writer.WriteMeeting(DemoMeeting.Create(now), roster);
        using var key = new StreamWriter(Path.Combine(Folder, "registry-demo-key.pem"));
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
        ReadOnlyMemory<byte>? serial = null,
        CardImageFault? fault = null)
    {
        using var holder = Holder(null, kind, status, isInvited);
        var certificate = authority.IssueCard(holder.Request(begin, end) with { SerialNumber = serial });
        Write(card, certificate, holder.Key, fault);
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

        var holder = new DemoHolder(kind, new Member(DemoNames.Next(), $"{members.Count + 1:D8}", "Đảng bộ xã Suối Mơ", periods));
        members.Add(holder.Sealed());
        if (isInvited)
        {
            roster.Add(DemoMeeting.Invite(holder.Tag, roster.Count));
        }

        return holder;
    }

    private static CardImageFault Fault(CardImageMisdeed misdeed) => new(new byte[] { 0x00, 0x87 }, 0, misdeed);

    private void Write(DemoCard card, ReadOnlySpan<byte> certificate, KeyPair key, CardImageFault? fault = null) =>
        Save(card, PivCardImage.Create(certificate, new CardImageKey(key.KeyAlgorithm, key.ExportPkcs8()), fault is null ? [] : [fault]));

    private void Save(DemoCard card, CardImage image)
    {
        using var file = new StreamWriter(Path.Combine(Cards, card.File));
        file.Write(image.ToJson());
    }
}
