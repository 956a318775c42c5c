using System.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>
/// <c>kiosk tuf-client</c>: the command-line interface that tuf-conformance (CLIENT-CLI.md) tests TUF clients through. Exits with 0 or 1 only; uses the process's
/// own clock.
/// </summary>
internal static class TufClientCommand
{
    public const string Name = "tuf-client";

    public static Command Create(Language language)
    {
        var options = new TufClientArguments(language);
        var command = new Command(Name, new Phrase("Chương trình khách TUF độc lập, để kiểm tra sự tuân thủ. Mã thoát 0: xong; 1: mọi trường hợp khác.", "A standalone TUF client, for conformance tests. Exit code 0: done; 1: anything else.").In(language))
        {
            Init(options, language),
            Verb("refresh", new Phrase("Cập nhật siêu dữ liệu được tin cậy từ kho.", "Update the trusted metadata from the repository.").In(language), options, language, RefreshAsync),
            Verb("download", new Phrase("Cập nhật siêu dữ liệu được tin cậy, rồi tải từng đích theo thứ tự; dừng ở lỗi đầu tiên.", "Update the trusted metadata, then download each target in order; stop at the first failure.").In(language), options, language, DownloadAsync),
        };
        options.AddTo(command);
        return command;
    }

    private static Command Init(TufClientArguments options, Language language)
    {
        var root = new Argument<string>("TRUSTED_ROOT") { Description = new Phrase("Siêu dữ liệu gốc ban đầu.", "Initial root metadata.").In(language) };
        var command = new Command("init", new Phrase("Lưu tệp gốc được tin cậy, không liên hệ kho.", "Store the trusted root, without contacting the repository.").In(language)) { root };
        command.SetAction((parsed, cancellationToken) => TufClientRun.GuardAsync(options.Json(parsed), language, async () =>
        {
            var path = parsed.GetValue(root)!;
            var store = options.StoreToWrite(parsed);
            var content = GivenPath.Read(path, MetadataParser.MaxLength);
            if (FeedRoot.FaultOf(content) is { } fault)
            {
                throw new InputException(new($"{path} không dùng làm tệp gốc của kho được: {fault.Vietnamese}", $"{path} cannot be used as the root of a repository: {fault.English}"));
            }

            store.Initialise(content);
            return new($"{path} là tệp gốc được tin cậy.", $"{path} is the trusted root.");
        }));
        return command;
    }

    private static Command Verb(string name, string description, TufClientArguments options, Language language, Func<TufClientRun, CancellationToken, Task<Phrase>> action)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => TufClientRun.GuardAsync(options.Json(parsed), language, async () =>
        {
            using var run = TufClientRun.Of(options, parsed);
            return await action(run, cancellationToken);
        }));
        return command;
    }

    private static async Task<Phrase> RefreshAsync(TufClientRun run, CancellationToken cancellationToken)
    {
        await run.RefreshAsync(cancellationToken);
        return new("Siêu dữ liệu đã là mới nhất.", "The metadata is up to date.");
    }

    private static async Task<Phrase> DownloadAsync(TufClientRun run, CancellationToken cancellationToken)
    {
        await run.RefreshAsync(cancellationToken);
        return await run.DownloadAsync(cancellationToken);
    }
}
