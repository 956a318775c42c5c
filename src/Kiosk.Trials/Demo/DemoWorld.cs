using System.Security.Cryptography;
using Kiosk.Cards.Iso7816;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Profiles;

namespace Kiosk.Trials.Demo;

/// <summary>Everything that the demo needs, generated in one folder: <c>feed</c> (published by its desk), <c>authority</c> (its source for the registry), <c>cards</c> (the card images) and <c>data</c> (the terminal's data).</summary>
internal sealed class DemoWorld : IDisposable
{
    private const int MemberCount = 300;
    private const string IssuingCrl = "issuing-1";

    private static readonly TrialNames Names = new("O=PartyCard Demo, C=VN", "CA gốc (minh họa)", "CA cấp thẻ minh họa", "Ký nội dung thẻ (minh họa)", "Sổ đăng ký (minh họa)");

    private readonly TimeProvider time;
    private readonly DateTimeOffset now;
    private readonly TrialPki authorities;
    private readonly DemoLists lists;
    private readonly DemoPublishable publishable;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> serials = new(StringComparer.Ordinal);
    private readonly List<RosterEntry> roster = [];
    private readonly ECDsa inviter = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private DemoWorld(string folder, TimeProvider time)
    {
        (Folder, this.time) = (folder, time);
        now = ToTheSecond(time.GetUtcNow());
        authorities = new TrialPki(Names, now, KeyKind.P384);
        lists = new DemoLists(authorities, now);
        Meeting = DemoMeeting.Create(now) with { InvitationKeys = [inviter.ExportSubjectPublicKeyInfo()] };
        Feed = new TrialFeed(Path.Combine(folder, "feed"), DemoMeeting.Province, time);
        publishable = new DemoPublishable(Authority);
    }

    public string Folder { get; }

    /// <summary>Published on creation, with keys that exist only in memory.</summary>
    public TrialFeed Feed { get; }

    /// <summary>The same as <c>registry publish --from</c> takes it, with the members' names: what an authority has and no terminal.</summary>
    public string Authority => Path.Combine(Folder, "authority");

    public string Cards => Path.Combine(Folder, "cards");

    public string Data => Path.Combine(Folder, "data");

    public Meeting Meeting { get; }

    public int Members => Feed.Members;

    public IReadOnlyList<RosterEntry> Roster => roster;

    /// <summary>Codes to hold to a terminal's scanner.</summary>
    public IReadOnlyList<DemoInvitation> Invitations { get; private set; } = [];

    /// <summary>Generates and publishes everything.</summary>
    /// <param name="readers">The terminals that are let in to the data from the first publication on.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task<DemoWorld> CreateAsync(string folder, IReadOnlyList<AudienceReader> readers, TimeProvider time, CancellationToken cancellationToken)
    {
        // First, so that a folder that cannot be created fails before anything slow.
        Directory.CreateDirectory(Path.Combine(folder, "cards"));
        var world = new DemoWorld(folder, time);
        world.MakeTray();
        world.MakeCrowd();
        world.MakeStaff();
        world.Fill();
        foreach (var reader in readers)
        {
            world.Feed.LetIn(reader);
        }

        await world.Feed.PublishAsync(cancellationToken);
        return world;
    }

    public void Dispose()
    {
        authorities.Dispose();
        inviter.Dispose();
    }

    /// <summary>Adds a card to the issuing CA's next CRL and publishes it, as an authority does for a lost card.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Task RevokeAsync(DemoCard card, CancellationToken cancellationToken)
    {
        var at = ToTheSecond(time.GetUtcNow());
        lists.Revoke(serials[card.File], at);
        Feed.PutCrl(IssuingCrl, lists.NextOfIssuing(at));
        return Feed.PublishAsync(cancellationToken);
    }

    public CardImage Load(DemoCard card) => CardImage.Load(Path.Combine(Cards, card.File));

    // Certificates and CRLs have whole seconds.
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
        Issue(DemoCard.IssuerRevoked, authorities.OtherIssuing, begin, end);
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
        for (var index = Members; index < MemberCount; index++)
        {
            Holder().Dispose();
        }
    }

    // After the crowd, whose numbers then stay as they are.
    private void MakeStaff() =>
        Issue(DemoCard.Staff, authorities.Issuing, now - TimeSpan.FromDays(365), now + TimeSpan.FromDays(1825), isInvited: false, duties: [Duty.Operator, Duty.Clerk, Duty.Supervisor]);

    private void Fill()
    {
        lists.Revoke(serials[DemoCard.Revoked.File], now - TimeSpan.FromDays(3));
        Feed.PutProfile(CardProfile.Default);
        Feed.PutAnchor("root", authorities.Root.Certificate);
        Feed.PutIssuer("issuing-1", authorities.Issuing.Certificate);
        Feed.PutIssuer("issuing-2", authorities.OtherIssuing.Certificate);
        Feed.PutCrl("root", lists.OfRoot());
        Feed.PutCrl(IssuingCrl, lists.NextOfIssuing(now - TimeSpan.FromHours(1)));
        Feed.PutRegistry(authorities.Registry.Certificate);
        Feed.PutProcedures(DemoProcedures.All);
        // The last of the crowd, whose card is on no tray.
        roster[^1] = DemoInvitations.Allow(roster[^1]);
        Invitations = DemoInvitations.Sign(Meeting, roster[^1], inviter);
        Feed.PutMeeting(Meeting);
        Feed.Invite(Meeting.Id, roster);
        Feed.PutPoint(DemoPoint.Point, DemoPoint.ListOf(roster));
        publishable.Write(Feed.National, Meeting, roster);
        using var key = new StreamWriter(PlainFile.Create(Path.Combine(Folder, "registry-demo-key.pem")));
        key.Write(authorities.Registry.PrivateKeyPem);
    }

    private void Issue(
        DemoCard card,
        CertificateAuthority authority,
        DateTimeOffset begin,
        DateTimeOffset end,
        KeyKind kind = KeyKind.P256,
        MemberStatus status = MemberStatus.Official,
        bool isInvited = true,
        CardImageFaultRule? fault = null,
        IReadOnlyList<Duty>? duties = null)
    {
        using var holder = Holder(null, kind, status, isInvited, duties);
        Write(card, Certify(card, authority, holder, begin, end), holder.Key, fault);
    }

    private byte[] Certify(DemoCard card, CertificateAuthority authority, DemoHolder holder, DateTimeOffset begin, DateTimeOffset end)
    {
        serials[card.File] = CertificateAuthority.DrawSerialNumber();
        return authority.IssueCard(holder.Request(begin, end) with { SerialNumber = serials[card.File] });
    }

    /// <summary>Generates a member, seals the record and adds the tag to the list.</summary>
    private DemoHolder Holder(string? decision = null, KeyKind kind = KeyKind.P256, MemberStatus status = MemberStatus.Official, bool isInvited = true, IReadOnlyList<Duty>? duties = null)
    {
        var joined = DateOnly.FromDateTime(now.UtcDateTime).AddYears(-5);
        var periods = new List<MembershipPeriod> { new(MemberStatus.Official, joined, null, decision) };
        if (status != MemberStatus.Official)
        {
            periods.Add(new MembershipPeriod(status, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-10), null, "07-QĐ/TRÌNH-DIỄN"));
        }

        var member = new Member(DemoNames.Next(), $"{Members + 1:D8}", "Đảng bộ xã Suối Mơ", periods, duties);
        var holder = new DemoHolder(kind, member);
        holder.Enter(Feed);
        publishable.Add(member, authorities.Issuing.IssueCard(holder.Request(now - TimeSpan.FromDays(365), now + TimeSpan.FromDays(1825)) with { SerialNumber = CertificateAuthority.DrawSerialNumber() }));
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
