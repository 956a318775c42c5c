using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry delta</c>: one delta over several versions, for terminals that sync seldom.</summary>
internal static class DeltaCommand
{
    public static Command Create()
    {
        var (common, signing) = (new CommonOptions(), new SigningOptions());
        var province = new Option<string>("--province") { Description = "Whose set.", HelpName = "CODE", Required = true };
        var name = new Option<string>("--class") { Description = "members, meetings or rosters.", HelpName = "CLASS", DefaultValueFactory = _ => DataClass.Members.Name() };
        var since = new Option<long>("--since") { Description = "The version to start from; the feed must still hold it.", HelpName = "VERSION", Required = true, CustomParser = ReadVersion };
        var command = new Command("delta", "Offers one delta from an older version of a set to the newest. Day deltas are written by publish itself.\n\nExample: registry delta --desk desk --province 01 --class members --since 3") { province, name, since };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!ProvinceCode.TryParse(parsed.GetValue(province), out var code))
            {
                throw new RegistryException($"\"{parsed.GetValue(province)}\" is not a province's code: 1 to {ProvinceCode.MaxLength} lower-case letters, digits and hyphens.");
            }

            if (DataClasses.All.FirstOrDefault(known => known.Name() == parsed.GetValue(name)) is var dataClass && dataClass is DataClass.None)
            {
                throw new RegistryException($"\"{parsed.GetValue(name)}\" is not a class: --class takes {string.Join(", ", DataClasses.All.Select(known => known.Name()))}.");
            }

            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            return await Publication.RunAsync(
                desk,
                parsed.GetValue(common.Json),
                tree => new FeedPublisher(tree, signing.KeysOf(desk, parsed, signing.PassPhrasesOf(parsed, cancellationToken)).ToSigners(), desk.Rules, TimeProvider.System).AddDeltaAsync(code, dataClass, parsed.GetValue(since), cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static long ReadVersion(ArgumentResult result)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0)
        {
            return version;
        }

        result.AddError($"--since takes a whole number from 1, not \"{result.Tokens[0].Value}\", such as --since 3; registry status says the present one.");
        return 0;
    }
}
