using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Pages;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Serving;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Upstream;
using Kiosk.Collector.Webhooks;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Identity.Enrolment;
using Kiosk.Words;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector serve</c>: takes in journals over HTTPS until it is stopped.</summary>
internal static class ServeCommand
{
    public const string DefaultAddress = "127.0.0.1:9470";

    private const string PageKeysFolder = "page-keys";
    private const string UnsealingName = "unsealing.pem";

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var listen = new Option<string>("--listen") { Description = new Phrase("Địa chỉ IP và cổng để lắng nghe.", "The IP address and port to listen on.").In(language), HelpName = "IP:PORT", DefaultValueFactory = _ => DefaultAddress };
        var name = CollectorName.Option(language);
        var authority = new Option<string?>("--terminals-ca") { Description = new Phrase("Chứng thư số của CA cấp cho các máy (PEM). Không cần khi máy chủ tự ghi danh các máy, như khi dùng thử với --dev.", "Certificate of the CA that issues the terminals' (PEM). Not needed where the collector enrols terminals itself, as with --dev.").In(language), HelpName = "FILE" };
        var page = new Option<string?>("--page") { Description = new Phrase("Địa chỉ IP và cổng của trang cho người dùng, đăng nhập bằng collector user; nếu không nêu, cổng liền sau cổng của --listen.", "The IP address and port of the page for people, who sign in with an account of collector user; the port after that of --listen unless given.").In(language), HelpName = "IP:PORT" };
        var pageCertificate = new Option<string?>("--page-certificate") { Description = new Phrase("Chứng thư số của trang cùng khóa bí mật (PEM). Không có thì không mở trang, trừ khi dùng thử với --dev.", "The page's certificate with its private key (PEM). Without one there is no page, except with --dev.").In(language), HelpName = "FILE" };
        var untilEof = new Option<bool>("--until-eof") { Description = new Phrase("Kết thúc khi đầu vào chuẩn đóng lại, như khi chương trình đã gọi nó kết thúc.", "End when standard input is closed, as when the program that started this one ends.").In(language) };
        var openWith = new Option<string?>("--open-with") { Description = new Phrase($"Tệp PEM có chứng thư số và khóa mà các máy niêm phong cho: webhook có mã hồ sơ và mục đích, báo cáo có tên khách; nếu không nêu, {UnsealingName} trong --data nếu có.", $"PEM file with the certificate and key that terminals seal to: webhooks have cases and purposes, reports guests' names; without it, {UnsealingName} in --data if there is one.").In(language), HelpName = "FILE" };
        var command = new Command("serve", DeskHelp.Of(
            new(
                "Nhận nhật ký của các máy qua HTTPS, lưu và trả biên nhận, cho đến khi bị dừng. Khóa công khai của biên nhận nằm ở DIR/collector.pub.",
                "Takes in the terminals' journals over HTTPS, stores them and answers with receipts, until it is stopped. DIR/collector.pub verifies the receipts."),
            "collector serve --dev --data try-out\ncollector serve --upstream https://province.example:9470 --upstream-key province+1a2b3c4d+BASE64").In(language)) { listen, name, authority, page, pageCertificate, openWith, untilEof };
        var feed = new FeedOptions(language);
        feed.AddTo(command);
        var upstream = new UpstreamOptions(language);
        upstream.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var data = parsed.GetValue(common.Data)!;
            var above = upstream.In(parsed);
            using var desk = EnrolmentDesk.Open(data, parsed.GetValue(common.Dev), new DurableFiles(), TimeProvider.System);
            var authorities = AuthoritiesOf(parsed.GetValue(authority), desk, feed.ContentOf(parsed) is not null);
            var address = AddressIn(parsed.GetValue(listen)!);
            var pageAddress = parsed.GetValue(page) is { } wanted ? AddressIn(wanted) : new(address.Address, address.Port is 0 or IPEndPoint.MaxPort ? 0 : address.Port + 1);
            await using var database = common.OpenDatabase(parsed);
            // Before the schema is brought up to date, which a serving process of an older version would not bear.
            using var held = await DatabaseHold.TakeAsync(database, TimeProvider.System, cancellationToken);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            using var key = CollectorName.OpenKey(data, parsed.GetValue(name)!);
            using var certificate = key.CreateCertificate(TimeProvider.System.GetUtcNow());
            var endpoints = WebhooksCommand.EndpointsOf(data);
            var (hub, outbox) = (new ArrivalHub(store, TimeProvider.System) { Told = new(database) }, new WebhookOutbox(endpoints));
            var (states, roll) = (new TerminalStateStore(database), new TerminalRoll(data, new DurableFiles()));
            using var hooks = WebhookClient.Create();
            using var unsealing = UnsealingOf(parsed.GetValue(openWith), data);
            RequireKeyFor(endpoints, unsealing);
            using var signer = ReportCommand.SignerOf(named: null, data);
            using var invitations = InvitationKey.Find(data);
            using var shown = PageCertificate.Open(data, parsed.GetValue(pageCertificate), parsed.GetValue(common.Dev), new DurableFiles(), TimeProvider.System);
            using var journal = shown is null ? null : DeskJournal.Open(data, key, new DurableFiles(), TimeProvider.System);
            using var guests = ReportCommand.GuestsOf(UnsealingPathOf(parsed.GetValue(openWith), data), data);
            var facts = new AttendanceFacts(store, new(database), new(database), guests, TimeProvider.System);
            await using var server = CollectorServer.Create(address, certificate, new(store, key, authorities, desk, TimeProvider.System, language)
            {
                Hub = hub,
                States = states,
                Roll = roll,
                Halls = new(data, new DurableFiles()),
                Upstream = new(database),
                Feed = feed.ContentOf(parsed),
                FeedRoot = feed.RootOf(parsed),
                Outbox = outbox,
                Api = new(new(database), new(database), new(database), store, facts, TimeProvider.System),
            });
            using var acts = journal is null ? null : new SupportDesk(journal, store, new(store, key, TimeProvider.System, outbox), hub, TimeProvider.System);
            await using var pages = acts is null
                ? null
                : PageServer.Create(pageAddress, shown!, Path.Combine(data, PageKeysFolder), new(store, new(database), new(database), new(database), new(acts, journal!), hub, roll, TimeProvider.System) { States = states, Reports = new(facts, ReportCommand.TemplateOf(named: null, data), signer), Invitations = invitations, OpenId = OpenIdIn(data) });
            await OpenAsync(() => server.StartAsync(cancellationToken), address);
            if (acts is not null)
            {
                await acts.CatchUpAsync();
                await OpenAsync(() => pages!.StartAsync(cancellationToken), pageAddress);
            }

            using var refresh = new ArrivalRefresh(hub, TimeProvider.System, server.Logger);
            await refresh.StartAsync(cancellationToken);
            using var loop = new WebhookLoop(new(new(database), new(database), endpoints, hooks, TimeProvider.System) { Procedures = unsealing is null ? null : new(store, unsealing) }, TimeProvider.System, server.Logger);
            await loop.StartAsync(cancellationToken);
            await using var passing = above is { } named
                ? await PassingOn.StartAsync(new(named.Address, named.Key, key.Key.Name + DeskJournal.IdSuffix, UpstreamOptions.Connect(named, certificate), store, new(database), new(database), roll, hub, TimeProvider.System), server.Logger, cancellationToken)
                : null;
            Announce(server.Urls.First(), pages?.Urls.First(), key, parsed.GetValue(common.Json), language);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _ = parsed.GetValue(untilEof) ? EndWithInputAsync(ended) : Task.CompletedTask;
            await server.WaitForShutdownAsync(ended.Token);
            await (pages?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
            await loop.StopAsync(CancellationToken.None);
            await refresh.StopAsync(CancellationToken.None);
            return ExitCode.Done;
        });
        return command;
    }

    private static SealedParts? UnsealingOf(string? named, string data) => UnsealingPathOf(named, data) is { } path ? new(ReportSigner.Open(path)) : null;

    private static string? UnsealingPathOf(string? named, string data)
    {
        var path = named ?? Path.Combine(data, UnsealingName);
        return named is null && !File.Exists(path) ? null : path;
    }

    private static void RequireKeyFor(IReadOnlyList<WebhookEndpoint> endpoints, SealedParts? unsealing)
    {
        if (unsealing is null && endpoints.FirstOrDefault(WebhookSettings.WantsSealed) is { } endpoint)
        {
            throw new CollectorException(new(
                $"{WebhookSettings.FileName}, mục \"{endpoint.Name}\": mã hồ sơ và mục đích được niêm phong; hãy thêm --open-with FILE, hoặc bỏ caseNumber và purpose khỏi include.",
                $"{WebhookSettings.FileName}, endpoint \"{endpoint.Name}\": cases and purposes are sealed; add --open-with FILE, or take caseNumber and purpose out of include."));
        }
    }

    private static async Task OpenAsync(Func<Task> start, IPEndPoint address)
    {
        try
        {
            await start();
        }
        catch (Exception unusable) when (unusable is IOException or SocketException)
        {
            throw new CollectorException(Phrase.WithDetail(
                $"Không mở được {address}: một chương trình khác đang dùng cổng đó, hoặc máy này không có địa chỉ đó; hãy nêu địa chỉ hoặc cổng khác",
                $"{address} cannot be opened: another program uses the port, or this machine does not have the address; name another address or port. {unusable.Message}"), unusable);
        }
    }

    private static IPEndPoint AddressIn(string text) => IPEndPoint.TryParse(text, out var address) ? address : throw new CollectorException(new(
        $"\"{text}\" không phải địa chỉ IP và cổng, ví dụ {DefaultAddress}.", $"\"{text}\" is not an IP address and port, such as {DefaultAddress}."));

    private static X509Certificate2Collection AuthoritiesOf(string? path, EnrolmentDesk? desk, bool hasList)
    {
        var found = desk?.Authorities ?? [];
        var own = found.Count;
        if (path is null)
        {
            return desk is not null || hasList ? found : throw new CollectorException(new(
                "Chưa nêu CA của các máy: hãy thêm --terminals-ca FILE, hoặc --feed NƠI để đọc danh sách của bàn phát hành, hoặc dùng thử với --dev.", "The terminals' CA is not named: add --terminals-ca FILE, or --feed PLACE for the desk's list, or try things out with --dev."));
        }

        try
        {
            found.ImportFromPem(Encoding.ASCII.GetString(RegularFile.Read(path, EnrolmentAnswer.MaxLength)));
        }
        catch (CryptographicException unusable)
        {
            throw new CollectorException(new($"{path} không phải chứng thư số dạng PEM.", $"{path} is no certificate in PEM."), unusable);
        }

        return found.Count > own ? found : throw new CollectorException(new(
            $"{path} không có chứng thư số nào: hãy nêu tệp PEM của CA đã ký cho các máy, ở bàn phát hành là keys/terminals.crt.",
            $"{path} holds no certificate: name the PEM file of the CA that signed the terminals, keys/terminals.crt at the desk."));
    }

    private static OpenIdSettings? OpenIdIn(string data)
    {
        var path = Path.Combine(data, OpenIdSettings.FileName);
        return File.Exists(path)
            ? OpenIdSettings.Parse(RegularFile.Read(path, OpenIdSettings.MaxLength), path, secret => Encoding.UTF8.GetString(RegularFile.Read(Path.Combine(data, secret), OpenIdSettings.MaxLength)))
            : null;
    }

    private static async Task EndWithInputAsync(CancellationTokenSource ended)
    {
        // What is typed means nothing.
        await Console.OpenStandardInput().CopyToAsync(Stream.Null, CancellationToken.None);
        await ended.CancelAsync();
    }

    private static void Announce(string address, string? page, CollectorKey key, bool asJson, Language language)
    {
        if (asJson)
        {
            JsonPrinter.Print(new JsonObject { ["address"] = address, ["key"] = key.Cosigner.ToString(), ["page"] = page });
        }
        else
        {
            Console.WriteLine(new Phrase($"Đang nhận nhật ký tại {address}. Khóa của biên nhận: {key.Cosigner}", $"Taking in journals at {address}. The receipts' key: {key.Cosigner}").In(language));
            Console.WriteLine((page is null
                ? new Phrase("Chưa mở trang cho người dùng: hãy thêm --page-certificate FILE.", "There is no page for people: add --page-certificate FILE.")
                : new Phrase($"Trang cho người dùng: {page}", $"The page for people: {page}")).In(language));
        }
    }
}
