using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>One run of <c>kiosk tuf-client refresh|download</c>. Every failure is one sentence and exit code 1.</summary>
internal sealed class TufClientRun : IDisposable
{
    private readonly TufClientArguments options;
    private readonly ParseResult parsed;
    private readonly HttpMessageInvoker http;
    private readonly HttpFetcher fetcher;
    private readonly TufClient client;

    private TufClientRun(TufClientArguments options, ParseResult parsed)
    {
        (this.options, this.parsed) = (options, parsed);
        var metadata = options.MetadataAddress(parsed);
        http = new(FeedConnection.Open(metadata));
        fetcher = new(http, TimeProvider.System, FetchLimits.Default, RedirectRule.SameHost);
        client = new(new HttpFeedSource(fetcher, metadata), options.Store(parsed), new TufClientOptions());
    }

    /// <exception cref="InputException">An option is missing or cannot be used.</exception>
    public static TufClientRun Of(TufClientArguments options, ParseResult parsed) => new(options, parsed);

    /// <summary>Runs a verb and prints the result.</summary>
    /// <param name="action">Returns the sentence to print on success.</param>
    public static async Task<int> GuardAsync(bool asJson, Language language, Func<Task<Phrase>> action)
    {
        try
        {
            return Say(asJson, (await action()).In(language), ExitCode.Done);
        }
        catch (Exception exception) when (exception is InputException or MetadataFormatException or IOException or UnauthorizedAccessException)
        {
            return Say(asJson, SystemRefusal.SentenceOf(exception).In(language), ExitCode.No);
        }
        catch (OperationCanceledException)
        {
            return Say(asJson, new Phrase("Đã dừng trước khi xong.", "Stopped.").In(language), ExitCode.No);
        }
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        switch (await RefreshTrustedAsync(cancellationToken))
        {
            case RefreshOutcome.Refused refused:
                throw new InputException(Untrusted(refused.Refusal.Sentence));
            case RefreshOutcome.Unreachable unreachable:
                throw new InputException(Unreached(unreachable.Sentence));
        }
    }

    public async Task<Phrase> DownloadAsync(CancellationToken cancellationToken)
    {
        var files = new DurableFiles();
        var folder = options.TargetFolder(parsed);
        DurableFolder.Create(folder, files);
        var download = new TargetDownload(fetcher, options.TargetAddress(parsed), files);
        var count = 0;
        foreach (var name in options.TargetNames(parsed))
        {
            var target = await FindAsync(name, cancellationToken);
            var path = Path.Combine(folder, TargetDownload.NameOf(name));
            if (await TargetDownload.IsThereAsync(path, target.File, cancellationToken))
            {
                continue;
            }

            if (await download.RunAsync(target, path, cancellationToken) is { } failure)
            {
                throw new InputException(new Phrase($"Không tải được {name}. {failure.Vietnamese}", failure.English));
            }

            count++;
        }

        return new($"Đã tải {count} đích về {folder}; các đích khác đã có sẵn.", $"{count} targets were downloaded to {folder}; the others were there.");
    }

    public void Dispose() => http.Dispose();

    private async Task<RefreshOutcome> RefreshTrustedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.RefreshAsync(TimeProvider.System.GetUtcNow(), cancellationToken);
        }
        catch (MetadataFormatException refused)
        {
            throw new InputException(Phrase.WithDetail(
                $"{options.MetadataFolder(parsed)}: siêu dữ liệu ở đây không dùng được; hãy đặt root.json của kho vào bằng: kiosk tuf-client init",
                $"{options.MetadataFolder(parsed)}: {refused.Message} Put the repository's root.json in place with: kiosk tuf-client init"));
        }
    }

    private async Task<TargetOutcome.Found> FindAsync(string name, CancellationToken cancellationToken) => await client.FindTargetAsync(name, cancellationToken) switch
    {
        TargetOutcome.Found found => found,
        TargetOutcome.NotFound notFound => throw new InputException(Phrase.WithDetail($"Kho không có đích {name}", notFound.Sentence)),
        TargetOutcome.Refused refused => throw new InputException(Untrusted(refused.Refusal.Sentence)),
        TargetOutcome.Unreachable unreachable => throw new InputException(Unreached(unreachable.Sentence)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Phrase Untrusted(string sentence) => Phrase.WithDetail("Không tin cậy được siêu dữ liệu của kho", sentence);

    private static Phrase Unreached(Phrase sentence) => new($"Không liên hệ được kho. {sentence.Vietnamese}", sentence.English);

    private static int Say(bool asJson, string sentence, int code)
    {
        if (asJson)
        {
            Console.WriteLine(JsonAnswer.Of(new TufClientReport(code == ExitCode.Done, sentence), TufClientJson.Default.TufClientReport, code, sentence));
        }
        else
        {
            (code == ExitCode.Done ? Console.Out : Console.Error).WriteLine($"kiosk: {sentence}");
        }

        return code;
    }
}

/// <summary>The result of a <c>kiosk tuf-client</c> verb.</summary>
internal sealed record TufClientReport(bool Done, string Sentence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TufClientReport))]
internal sealed partial class TufClientJson : JsonSerializerContext;
