using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Files;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry publish</c>: publishes the source folder, with deltas from the previous publication.</summary>
internal static class PublishCommand
{
    public static Command Create(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var from = new Option<string?>("--from") { Description = new Phrase("Thư mục nguồn. Nếu không có, dữ liệu đã phát hành được ký lại ở những phần đến hạn.", "The source folder. Without it, published metadata is signed again where due.").In(language), HelpName = "DIR" };
        var check = new Option<bool>("--check") { Description = new Phrase("Không phát hành: nêu mọi sai sót của thư mục nguồn và những gì các máy sẽ mất; mã thoát 1 khi có lỗi. Không cần bàn phát hành.", "Publish nothing: report all problems of the source folder, and what terminals would lose; exit code 1 if there are errors. Needs no desk.").In(language) };
        var shrink = new Option<bool>("--shrink") { Description = new Phrase("Vẫn phát hành dù hơn một phần mười của một loại dữ liệu mà các máy đang có sẽ mất; nếu không, việc đó bị từ chối kèm số liệu, mã thoát 1.", "Publish even if terminals would lose more than a tenth of some data; otherwise refused with the figures, exit code 1.").In(language) };
        var unusable = new Option<bool>("--accept-unusable") { Description = new Phrase("Vẫn phát hành danh sách, CA và thẻ mà không máy nào dùng, mỗi mục một cảnh báo; nếu không, việc đó bị từ chối, mã thoát 2.", "Publish lists, authorities and cards that no terminal would use, with a warning for each; otherwise refused, exit code 2.").In(language) };
        var command = new Command("publish", DeskHelp.Of(
            new("Phát hành một thư mục nguồn, kèm các delta trong ngày; phát hành tất cả hoặc không gì cả.", "Publishes a source folder, with the day's deltas; all of it or nothing."),
            "registry publish --desk desk --from source --check").In(language)) { from, check, shrink, unusable };
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) && result.GetValue(from) is null)
            {
                result.AddError(new Phrase("--check kiểm tra một thư mục nguồn: hãy nêu thư mục bằng --from DIR.", "--check checks a source folder: name it with --from DIR.").In(language));
            }
        });
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var (folder, asJson, source) = (parsed.GetValue(common.Desk)!, parsed.GetValue(common.Json), parsed.GetValue(from));
            var passPhrases = signing.PassPhrasesOf(parsed, cancellationToken);
            return parsed.GetValue(check)
                ? CheckAsync(folder, passPhrases, new(Path.GetFullPath(source!)), new(parsed.GetValue(shrink), parsed.GetValue(unusable)), asJson, language, cancellationToken)
                : PublishAsync(RegistryDesk.Open(folder), passPhrases, desk => signing.KeysOf(desk, parsed, passPhrases), source, new(parsed.GetValue(shrink), parsed.GetValue(unusable)), asJson, language, cancellationToken);
        });
        return command;
    }

    private static async Task<int> CheckAsync(string deskFolder, PassPhrases passPhrases, SourceProblems problems, Allowances allowed, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var desk = RegistryDesk.IsAt(deskFolder) ? RegistryDesk.Open(deskFolder) : null;
        using var tree = desk?.OpenFeed();
        var published = tree is null ? null : PublishedFeed.Read(tree);
        var rules = SourceReading.RulesOf(desk, tree, allowed.Unusable);
        using var audiences = desk is null ? null : new AudienceKeyRing(desk, passPhrases, published);
        var looked = new Dictionary<ProvinceCode, AudienceKey>();
        var keys = SourceKeys.ForLooking with
        {
            Invitations = desk is null ? null : new InvitationDesk(desk).PublicKey,

            // Asked for more than once; said once.
            Audience = province => looked.TryGetValue(province, out var known) ? known
                : looked[province] = desk?.SignsFor(province) is true ? KeyForLooking(province, audiences!, problems) : SourceKeys.ForLooking.Audience(province),
        };
        var content = SourceReading.Read(problems, desk, rules, keys, asJson ? null : new LineProgress(language), cancellationToken);
        if (desk is not null && tree is not null)
        {
            await AddRefusalsAsync(problems, desk, audiences!, tree, published, content, allowed, rules.Now, cancellationToken);
        }

        if (asJson)
        {
            var document = ProblemPrinter.ToJson(problems, language);
            JsonPrinter.Print(problems.HasErrors ? RefusalPrinter.With(FailurePrinter.ToJson(Conclude(problems).In(language), ExitCode.No), document) : document);
        }
        else
        {
            ProblemPrinter.Print(problems, Console.Out, language);
            var noDesk = new Phrase($" Không có bàn phát hành ở {Path.GetFullPath(deskFolder)}: chưa kiểm tra được ai ký.", $" No desk in {Path.GetFullPath(deskFolder)}: signers were not checked.");
            Console.WriteLine($"{Conclude(problems).In(language)}{(desk is null ? noDesk.In(language) : "")}");
        }

        return problems.HasErrors ? ExitCode.No : ExitCode.Done;
    }

    /// <summary>The key that a publication would seal under, so that the folder compares with what was published; that it cannot be had is an error.</summary>
    private static AudienceKey KeyForLooking(ProvinceCode province, AudienceKeyRing audiences, SourceProblems problems)
    {
        try
        {
            return audiences.FindNewestOf(province) ?? SourceKeys.ForLooking.Audience(province);
        }
        catch (SentenceException e) when (e is RegistryException or SigningException)
        {
            problems.Error(problems.Folder, null, e.Sentence);
            return SourceKeys.ForLooking.Audience(province);
        }
    }

    private static Phrase Conclude(SourceProblems problems) => problems.HasErrors
        ? new($"Không phát hành được {problems.Folder}: {problems.Summary.Vietnamese}.", $"{problems.Folder} cannot be published: {problems.Summary.English}.")
        : new($"Có thể phát hành {problems.Folder}: {problems.Summary.Vietnamese}.", $"{problems.Folder} may be published: {problems.Summary.English}.");

    /// <summary>Reasons to refuse a publication although the folder is valid; with errors, losses are unknown.</summary>
    private static async Task AddRefusalsAsync(
        SourceProblems problems, RegistryDesk desk, AudienceKeyRing audiences, FeedTree tree, PublishedFeed? published, SourceContent content, Allowances allowed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var loss in problems.HasErrors ? [] : LossesOf(tree, published, content, audiences, allowed, now))
            {
                problems.Error(problems.Folder, null, loss);
            }
        }
        catch (SentenceException e) when (e is RegistryException or SigningException)
        {
            // The key of an earlier epoch cannot be had.
            problems.Error(problems.Folder, null, e.Sentence);
        }

        try
        {
            await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
        }
        catch (RegistryException e)
        {
            problems.Error(problems.Folder, null, e.Sentence);
        }
    }

    private static IReadOnlyList<Phrase> LossesOf(FeedTree tree, PublishedFeed? published, SourceContent content, AudienceKeyRing audiences, Allowances allowed, DateTimeOffset now) =>
        !allowed.Shrink && published is not null ? Losses.Find(tree, published, content, audiences, now) : [];

    private static async Task<int> PublishAsync(RegistryDesk desk, PassPhrases passPhrases, Func<RegistryDesk, KeyRing> keysOf, string? source, Allowances allowed, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var (progress, problems) = (new LineProgress(language), source is null ? null : new SourceProblems(Path.GetFullPath(source)));
        return await Publication.RunAsync(
            desk,
            asJson,
            language,
            async tree =>
            {
                // Keys are opened when there is something to sign.
                var published = PublishedFeed.Read(tree);
                using var audiences = new AudienceKeyRing(desk, passPhrases, published);
                var admission = new Admission(desk, tree, published, audiences, () => keysOf(desk));
                foreach (var expired in admission.Expired(TimeProvider.System.GetUtcNow()))
                {
                    progress.Report(expired);
                }

                var content = problems is null ? null : ReadGood(problems, desk, admission, audiences, tree, published, allowed, asJson, language, progress, cancellationToken);
                var publisher = new FeedPublisher(tree, keysOf(desk).ToSigners(), desk.Rules, TimeProvider.System);
                return await (content is null ? RenewAsync(publisher, admission, progress, cancellationToken) : PublishAsync(desk, publisher, admission, content, progress, cancellationToken));
            },
            problems,
            cancellationToken);
    }

    private static Task<PublishingReport> RenewAsync(FeedPublisher publisher, Admission admission, LineProgress progress, CancellationToken cancellationToken)
    {
        foreach (var waiting in admission.Waiting())
        {
            progress.Report(waiting);
        }

        return publisher.RenewAsync(admission.AddTo([]), cancellationToken);
    }

    private static async Task<PublishingReport> PublishAsync(RegistryDesk desk, FeedPublisher publisher, Admission admission, SourceContent content, LineProgress progress, CancellationToken cancellationToken)
    {
        var report = await publisher.PublishAsync(content.Feed with { Provinces = admission.AddTo(content.Feed.Provinces) }, progress, cancellationToken);
        if (content.Verified is { } verified)
        {
            PrivateFile.Write(desk.VerifiedPath, verified.ToBytes());
        }

        return report;
    }

    private static SourceContent ReadGood(
        SourceProblems problems, RegistryDesk desk, Admission admission, AudienceKeyRing audiences, FeedTree tree, PublishedFeed? published, Allowances allowed, bool asJson, Language language, LineProgress progress, CancellationToken cancellationToken)
    {
        var rules = SourceReading.RulesOf(desk, tree, allowed.Unusable);
        var keys = new SourceKeys(desk.MeetingSecret, province => desk.SignsFor(province) ? admission.NewestKeyOf(province) : SourceKeys.ForLooking.Audience(province), admission.ReadersOf) { Invitations = new InvitationDesk(desk).PublicKey };
        var content = SourceReading.Read(problems, desk, rules, keys, progress, cancellationToken);
        if (problems.HasErrors)
        {
            throw new SourceRefusedException(problems);
        }

        if (!asJson)
        {
            ProblemPrinter.Print(problems, Console.Error, language);
        }

        return LossesOf(tree, published, content, audiences, allowed, rules.Now) is { Count: > 0 } losses ? throw new ShrinkException(losses) : content;
    }

    /// <summary>What the operator says is meant.</summary>
    private readonly record struct Allowances(bool Shrink, bool Unusable);

    private sealed class LineProgress(Language language) : IProgress<Phrase>, IProgress<PublishingProgress>
    {
        public void Report(Phrase value) => Console.Error.WriteLine(value.In(language));

        public void Report(PublishingProgress value) => Console.Error.WriteLine($"{value.What.In(language)} …");
    }
}
