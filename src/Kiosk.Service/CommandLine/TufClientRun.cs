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
    public static async Task<int> GuardAsync(bool asJson, Func<Task<string>> action)
    {
        try
        {
            return Say(asJson, await action(), ExitCode.Done);
        }
        catch (Exception exception) when (exception is InputException or MetadataFormatException or IOException or UnauthorizedAccessException)
        {
            return Say(asJson, SystemRefusal.SentenceOf(exception).In(ConsoleLanguage.Current), ExitCode.No);
        }
        catch (OperationCanceledException)
        {
            return Say(asJson, "Stopped.", ExitCode.No);
        }
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        switch (await RefreshTrustedAsync(cancellationToken))
        {
            case RefreshOutcome.Refused refused:
                throw new InputException(Phrase.Untranslated(refused.Refusal.Sentence));
            case RefreshOutcome.Unreachable unreachable:
                throw new InputException(Phrase.Untranslated(unreachable.Sentence));
        }
    }

    public async Task<string> DownloadAsync(CancellationToken cancellationToken)
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
                throw new InputException(Phrase.Untranslated(failure));
            }

            count++;
        }

        return $"{count} targets were downloaded to {folder}; the others were there.";
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
            throw new InputException(Phrase.Untranslated($"{options.MetadataFolder(parsed)}: {refused.Message} Put the repository's root.json in place with: kiosk tuf-client init"));
        }
    }

    private async Task<TargetOutcome.Found> FindAsync(string name, CancellationToken cancellationToken) => await client.FindTargetAsync(name, cancellationToken) switch
    {
        TargetOutcome.Found found => found,
        TargetOutcome.NotFound notFound => throw new InputException(Phrase.Untranslated(notFound.Sentence)),
        TargetOutcome.Refused refused => throw new InputException(Phrase.Untranslated(refused.Refusal.Sentence)),
        TargetOutcome.Unreachable unreachable => throw new InputException(Phrase.Untranslated(unreachable.Sentence)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

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
