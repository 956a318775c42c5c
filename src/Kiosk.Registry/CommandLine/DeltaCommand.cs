using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kiosk.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry delta</c>: one delta over several versions, for terminals that sync seldom.</summary>
internal static class DeltaCommand
{
    private static readonly string Classes = string.Join(", ", DataClasses.All.Select(known => known.Name()));

    public static Command Create(Language language)
    {
        var (common, signing) = (new CommonOptions(language), new SigningOptions(language));
        var province = new Option<string>("--province") { Description = new Phrase("Tập dữ liệu của tỉnh nào.", "The province whose set it is.").In(language), HelpName = "CODE", Required = true };
        var name = new Option<string>("--class") { Description = new Phrase($"Một trong các loại {Classes}.", $"One of {Classes}.").In(language), HelpName = "CLASS", DefaultValueFactory = _ => DataClass.Members.Name() };
        var since = new Option<long>("--since") { Description = new Phrase("Phiên bản bắt đầu; nguồn dữ liệu phải còn giữ phiên bản này.", "The version to start from; the feed must still hold it.").In(language), HelpName = "VERSION", Required = true, CustomParser = result => ReadVersion(result, language) };
        var command = new Command("delta", DeskHelp.Of(
            new("Cung cấp một delta từ phiên bản cũ của một tập dữ liệu đến phiên bản mới nhất. Các delta theo ngày do publish tự ghi.", "Offers one delta from an older version of a set to the newest. Day deltas are written by publish itself."),
            "registry delta --desk desk --province 01 --class members --since 3").In(language)) { province, name, since };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!ProvinceCode.TryParse(parsed.GetValue(province), out var code))
            {
                throw new RegistryException(InitCommand.NoCode(parsed.GetValue(province)!));
            }

            if (DataClasses.Named(parsed.GetValue(name)!) is var dataClass && dataClass is DataClass.None)
            {
                throw new RegistryException(new($"\"{parsed.GetValue(name)}\" không phải loại dữ liệu: --class nhận {Classes}.", $"\"{parsed.GetValue(name)}\" is not a class: --class takes {Classes}."));
            }

            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            return await Publication.RunAsync(
                desk,
                parsed.GetValue(common.Json),
                language,
                tree => new FeedPublisher(tree, signing.KeysOf(desk, parsed, signing.PassPhrasesOf(parsed, cancellationToken)).ToSigners(), desk.Rules, TimeProvider.System).AddDeltaAsync(code, dataClass, parsed.GetValue(since), cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static long ReadVersion(ArgumentResult result, Language language)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0)
        {
            return version;
        }

        result.AddError(new Phrase(
            $"--since nhận một số nguyên từ 1, không phải \"{result.Tokens[0].Value}\", ví dụ --since 3; registry status cho biết phiên bản hiện tại.",
            $"--since takes a whole number from 1, not \"{result.Tokens[0].Value}\", such as --since 3; registry status says the present one.").In(language));
        return 0;
    }
}
