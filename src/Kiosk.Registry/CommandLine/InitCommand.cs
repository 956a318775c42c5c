using System.CommandLine;
using System.Text.Json.Nodes;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Samples;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry init</c>: a desk with keys, and root version 1.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var (common, signing, making) = (new CommonOptions(), new SigningOptions(), new NewKeyOptions());
        var provinces = new Option<string[]>("--province") { Description = "A province that gets a role and a key of its own; may be repeated. On a desk that is there already it is added.", HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        var sample = new Option<string?>("--sample") { Description = "Writes a small made-up authority to try things out with, and makes no desk: DIR/source (what publish --from takes), DIR/cards (its members' virtual cards), DIR/keys-SAMPLE-ONLY and DIR/README.md.", HelpName = "DIR" };
        var feed = new Option<string>("--feed") { Description = "The folder to be served, from the desk's folder.", HelpName = "DIR", DefaultValueFactory = _ => "feed" };
        var command = new Command(
            "init",
            "Makes registry.json with one new key a role where there is none, and the first root; on a desk that is there, adds provinces. To use other keys, write registry.json first.\n\nExample: registry init --desk desk --province 01 --encrypt --root-keys /media/safe")
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
                return WriteSample(made, parsed.GetValue(common.Json));
            }

            var passPhrases = signing.PassPhrasesOf(parsed, cancellationToken);
            var (desk, added) = DeskOf(parsed.GetValue(common.Desk)!, parsed.GetValue(feed)!, Codes(parsed.GetValue(provinces) ?? []), () => making.Of(parsed, passPhrases));
            using var tree = desk.OpenFeed();
            return await desk.ChangeAsync(
                tree,
                async () =>
                {
                    if (PublishedFeed.Read(tree) is null)
                    {
                        return RootCommands.Print(await RootCommands.SignAsync(desk, tree, signing.KeysOf(desk, parsed, passPhrases), cancellationToken), desk, parsed.GetValue(common.Json));
                    }

                    return added.Count > 0
                        ? PrintAdded(added, parsed.GetValue(common.Json))
                        : throw new RegistryException($"{desk.Feed} holds a feed already: registry publish goes on with it, registry rotate changes its keys, --province adds a province that has no key yet.");
                });
        });
        return command;
    }

    /// <summary>A new desk, or the one that is there with the provinces that had no key.</summary>
    private static (RegistryDesk Desk, IReadOnlyList<ProvinceCode> Added) DeskOf(string folder, string feed, List<ProvinceCode> provinces, Func<NewKeys> keys)
    {
        if (!RegistryDesk.IsAt(folder))
        {
            return provinces.Count > 0
                ? (RegistryDesk.Create(folder, feed, provinces, keys()), [])
                : throw new RegistryException(
                    $"No province is named, and a desk publishes for provinces: say, for example, registry init --desk {folder} --province 01; to try things out, registry init --sample DIR.");
        }

        var desk = RegistryDesk.Open(folder);
        var added = desk.WithoutKey(provinces);
        if (added.Count > 0)
        {
            desk.AddProvinces(added, keys());
        }

        return desk.Settings.Provinces.Count > 0
            ? (desk, added)
            : throw new RegistryException($"{Path.Combine(folder, RegistryDesk.SettingsName)} names no province: registry init --desk {folder} --province 01, for example, adds one.");
    }

    private static int PrintAdded(IReadOnlyList<ProvinceCode> added, bool asJson)
    {
        if (asJson)
        {
            ReportPrinter.WriteLine(new() { ["added"] = new JsonArray([.. added.Select(code => JsonValue.Create(code.Text))]) });
        }
        else
        {
            Console.WriteLine($"{RegistryDesk.SettingsName} names {string.Join(", ", added)} now, with a new key each; the next registry publish --from puts that in force.");
        }

        return ExitCode.Done;
    }

    private static int WriteSample(string folder, bool asJson)
    {
        new SampleFolder(folder, TimeProvider.System.GetUtcNow()).Write();
        var path = Path.GetFullPath(folder);
        if (asJson)
        {
            ReportPrinter.WriteLine(new() { ["sample"] = path, ["source"] = Path.Combine(path, "source") });
        }
        else
        {
            Console.WriteLine($"{path} holds a sample, all of it invented; README.md there says how to publish {Path.Combine(path, "source")} and try its cards.");
        }

        return ExitCode.Done;
    }

    private static List<ProvinceCode> Codes(IEnumerable<string> texts) =>
        [.. texts.Select(text => ProvinceCode.TryParse(text, out var code) ? code : throw new RegistryException($"\"{text}\" is not a province's code: 1 to {ProvinceCode.MaxLength} lower-case letters, digits and hyphens."))];
}
