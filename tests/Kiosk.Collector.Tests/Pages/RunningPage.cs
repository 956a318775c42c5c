using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Pages;
using Kiosk.Collector.People;
using Kiosk.Collector.Roll;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Testing.Durability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>The page in this process, on loopback, with a meeting of a few people and an account of each role.</summary>
internal sealed class RunningPage : IAsyncDisposable
{
    public const string Password = "mot-mat-khau-dai";

    /// <summary>Whose card's certificate ends while the meeting lasts.</summary>
    public const int EndingCard = 2;

    /// <summary>Who may come by a signed invitation.</summary>
    public const int Invited = 3;
    public const string InvitationNumber = "12/2";

    public static readonly DateTimeOffset Today = TestJournal.Morning;

    private static readonly byte[] MeetingKey = new byte[32];

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly CollectorKey key;
    private readonly X509Certificate2 certificate;
    private readonly SealedParts guests;
    private readonly WebApplication server;

    private RunningPage(IDatabase database, OpenIdSettings? openId, X509Certificate2? signer, InvitationKey? invitations)
    {
        (Store, key) = (new(database), CollectorKey.Open(folder.Path, "hall", new DurableFiles()));
        States = new(database);
        (Hub, Ingest) = (new(Store, TimeProvider.System) { Told = new(database) }, new(Store, key, TimeProvider.System));
        Journal = DeskJournal.Open(folder.Path, key, new DurableFiles(), TimeProvider.System);
        guests = new(DeskJournal.FindSeal(folder.Path)!);
        Desk = new(Journal, Store, Ingest, Hub, TimeProvider.System);
        Roll = new(folder.Path, new DurableFiles());
        certificate = PageCertificate.Open(folder.Path, path: null, makesUp: true, new DurableFiles(), TimeProvider.System)!;
        server = PageServer.Create(new(IPAddress.Loopback, 0), certificate, folder["page-keys"], new(Store, new(database), new(database), new(database), new(Desk, Journal), Hub, Roll, TimeProvider.System) { States = States, OpenId = openId, Reports = new(new(Store, new(database), new(database), guests, TimeProvider.System), new(), signer), Invitations = invitations });
    }

    public JournalStore Store { get; }

    public ArrivalHub Hub { get; }

    public TerminalStateStore States { get; }

    public BatchIngest Ingest { get; }

    /// <summary>Takes in batches as at another time.</summary>
    public BatchIngest IngestAt(DateTimeOffset then) => new(Store, key, new StoppedClock(then));

    public DeskJournal Journal { get; }

    public SupportDesk Desk { get; }

    public TerminalRoll Roll { get; }

    public Uri Address => new(server.Urls.First());

    /// <summary>Everything that it answers.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)server).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static async Task<RunningPage> StartAsync(IDatabase database, int people = 4, OpenIdSettings? openId = null, X509Certificate2? signer = null, InvitationKey? invitations = null)
    {
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        await ImportAsync(database, people, Today.AddDays(-1));
        var desk = new AccountDesk(new(database), TimeProvider.System);
        foreach (var role in AccountRoles.All)
        {
            await desk.AddAsync(role, role, Password, CancellationToken.None);
        }

        var page = new RunningPage(database, openId, signer, invitations);
        await page.server.StartAsync();
        return page;
    }

    /// <summary>In the frames of somebody convened.</summary>
    public static byte[] PseudonymOf(int number) => System.Security.Cryptography.HMACSHA256.HashData(MeetingKey, TagOf(number).ToArray());

    /// <summary>A browser that has signed in.</summary>
    public async Task<TestBrowser> SignInAsync(string name)
    {
        var browser = new TestBrowser(Address);
        using var answer = await browser.SignInAsync(name, Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Desk.Dispose();
        Journal.Dispose();
        guests.Dispose();
        certificate.Dispose();
        key.Dispose();
        folder.Dispose();
    }

    /// <summary>Imports a roster of so many people in place of the one before.</summary>
    public static Task ImportAsync(IDatabase database, int people, DateTimeOffset now)
    {
        string[] names = ["Nguyễn Thị Hoa", "Hoa Văn Bình", "Trần Đức Hòa", "Lê Ánh"];
        var numbers = Enumerable.Range(1, people).ToList();
        var meeting = new Meeting(
            TestJournal.Meeting,
            "Đại hội đại biểu",
            MeetingKind.DelegateCongress,
            MeetingKey,
            [new("phien-1", "Phiên chính thức", Today.AddHours(-1), Today.AddHours(1), Today.AddHours(8))],
            new(2, 3, QuorumRounding.Up, "Điều 1", "Ban tổ chức"));
        var members = numbers.Select(number => new KnownMember("79", TagOf(number), new(
            names[(number - 1) % names.Length], number.ToString("D8", System.Globalization.CultureInfo.InvariantCulture), $"Chi bộ {number % 50}", [new(MemberStatus.Official, new(2010, 5, 19), null, null)])));
        var lines = numbers.Select(number => new Invitation(TestJournal.Meeting, new(TagOf(number), AttendeeClass.DelegateElected, null, new("A", "1", "1"), $"Đoàn {number % 50}", null, CertificateUntil: number == EndingCard ? Today.AddHours(3) : null, InvitationNumber: number == Invited ? InvitationNumber : null)));
        return new PeopleReplacement(database, now).RunAsync([new("79", [.. members], [meeting], [.. lines])], progress: null, CancellationToken.None);
    }

    private static CardTag TagOf(int number)
    {
        var bytes = new byte[CardTag.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return CardTag.FromBytes(bytes);
    }
}
