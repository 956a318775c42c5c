using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Samples;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry init</c>: a desk with keys, and root version 1.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var (common, signing, making) = (new CommonOptions(), new SigningOptions(), new NewKeyOptions());
        var provinces = new Option<string[]>("--province") { Description = "A province that gets a role of its own; may be repeated.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        var sample = new Option<string?>("--sample") { Description = "Makes no desk: writes a small made-up source folder, its members' virtual cards and the keys of its authority there, to try things out with.", HelpName = "DIR" };
        var feed = new Option<string>("--feed") { Description = "The folder to be served, from the desk's folder.", HelpName = "DIR", DefaultValueFactory = _ => "feed" };
        var command = new Command(
            "init",
            "Makes registry.json with one new key a role where there is none, and the first root. To use other keys, write registry.json first.\n\nExample: registry init --desk desk --province 01 --encrypt --root-keys /media/safe")
        {
            provinces,
            feed,
            sample,
        };
        common.AddTo(command);
        making.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(sample) is { } made)
            {
                return WriteSample(made);
            }

            var folder = parsed.GetValue(common.Desk)!;
            var passPhrases = signing.PassPhrasesOf(parsed);
            var desk = File.Exists(Path.Combine(folder, RegistryDesk.SettingsName))
                ? RegistryDesk.Open(folder)
                : RegistryDesk.Create(folder, parsed.GetValue(feed)!, Codes(parsed.GetValue(provinces) ?? []), making.Of(parsed, passPhrases));
            using var tree = new FeedTree(desk.Feed, new DiskSync());
            if (PublishedFeed.Read(tree) is not null)
            {
                throw new RegistryException($"{desk.Feed} holds a feed already: registry publish goes on with it, registry rotate changes its keys.");
            }

            return RootCommands.Print(await RootCommands.SignAsync(desk, tree, signing.KeysOf(desk, parsed, passPhrases), cancellationToken), desk, parsed.GetValue(common.Json));
        });
        return command;
    }

    private static int WriteSample(string folder)
    {
        new SampleFolder(folder, TimeProvider.System.GetUtcNow()).Write();
        Console.WriteLine($"{Path.GetFullPath(folder)} holds a sample, all of it invented; README.md there says how to publish it and try its cards.");
        return ExitCode.Done;
    }

    private static List<ProvinceCode> Codes(IEnumerable<string> texts) =>
        [.. texts.Select(text => ProvinceCode.TryParse(text, out var code) ? code : throw new RegistryException($"\"{text}\" is not a province's code: 1 to {ProvinceCode.GreatestLength} lower-case letters, digits and hyphens."))];
}
