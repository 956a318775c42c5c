using System.CommandLine;
using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry init</c>: a desk with keys, and root version 1.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var provinces = new Option<string[]>("--province") { Description = "A province that gets a role of its own; may be repeated.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        var feed = new Option<string>("--feed") { Description = "The folder to be served, from the desk's folder.", HelpName = "DIR", DefaultValueFactory = _ => "feed" };
        var rsa = new Option<bool>("--rsa") { Description = "RSA-PSS keys of 3072 bits instead of ECDSA P-256." };
        var command = new Command("init", "Makes registry.json with one new key a role where there is none, and the first root. To use other keys, write registry.json first.") { provinces, feed, rsa };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(common.Desk)!;
            var desk = File.Exists(Path.Combine(folder, RegistryDesk.SettingsName))
                ? RegistryDesk.Open(folder)
                : RegistryDesk.Create(folder, parsed.GetValue(feed)!, Codes(parsed.GetValue(provinces) ?? []), parsed.GetValue(rsa));
            using var tree = new FeedTree(desk.Feed, new DiskSync());
            var root = await new FeedPublisher(tree, desk.ToSigners(), desk.Rules, TimeProvider.System).InitialiseAsync(cancellationToken);
            var path = Path.Combine(tree.Folder, "metadata", "1.root.json");
            Console.WriteLine(parsed.GetValue(common.Json)
                ? $$"""{"root":{{root.Content.Version}},"path":"{{JsonEncodedText.Encode(path)}}"}"""
                : $"{path} is what terminals are set up with; it is good until {root.Content.Expires:yyyy-MM-dd}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static List<ProvinceCode> Codes(IEnumerable<string> texts) =>
        [.. texts.Select(text => ProvinceCode.TryParse(text, out var code) ? code : throw new RegistryException($"\"{text}\" is not a province's code: 1 to {ProvinceCode.GreatestLength} lower-case letters, digits and hyphens."))];
}
