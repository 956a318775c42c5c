using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Files;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry root sign</c>: the next root, signed by its holders one after the other; needs no other key.</summary>
internal static class RootCommands
{
    private const int MaxRootLength = 4 * 1024 * 1024;

    public static Command Create() => new("root", "The root, apart from everything that is published under it.\n\nExample: registry root sign --desk desk --keys /media/safe") { CreateSign() };

    private static Command CreateSign()
    {
        var (common, signing) = (new CommonOptions(), new SigningOptions());
        var command = new Command(
            "sign",
            $"Signs the next root, as registry.json says now, with the root keys that are at hand; exit 1 while further holders have to sign. Carry {RegistryDesk.PendingRootName} to them. Then: registry publish.\n\nExample: registry root sign --desk desk --keys /media/safe");
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            using var tree = desk.OpenFeed();
            await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
            return Print(await SignAsync(desk, tree, signing.KeysOf(desk, parsed, signing.PassPhrasesOf(parsed, cancellationToken)), cancellationToken), desk, parsed.GetValue(common.Json));
        });
        return command;
    }

    /// <summary>Signs with what is at hand and keeps what is not enough yet.</summary>
    internal static async Task<RootStep> SignAsync(RegistryDesk desk, FeedTree tree, KeyRing keys, CancellationToken cancellationToken)
    {
        var pending = Path.Exists(desk.PendingRoot) ? BoundedFile.Read(desk.PendingRoot, MaxRootLength) : null;
        var before = PublishedFeed.Read(tree) is { } last ? keys.SignersOf(last.Root.Content) : null;
        var step = await new RootPublisher(tree, keys.ToSigners(), TimeProvider.System).SignAsync(pending, before, cancellationToken);
        if (step.IsComplete)
        {
            File.Delete(desk.PendingRoot);
            desk.Remember(desk.ReadMark() with { Root = step.Root.Content.Version });
        }
        else
        {
            PrivateFile.Write(desk.PendingRoot, step.Root.Bytes.Span);
        }

        return step;
    }

    internal static int Print(RootStep step, RegistryDesk desk, bool asJson)
    {
        var path = step.IsComplete ? Path.Combine(desk.Feed, "metadata", RoleName.QuotedFileNameOf(RoleName.Root, step.Root.Content.Version)) : desk.PendingRoot;
        if (asJson)
        {
            Console.WriteLine(
                $$"""{"root":{{step.Root.Content.Version}},"path":"{{JsonEncodedText.Encode(path, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}","isComplete":{{(step.IsComplete ? "true" : "false")}},"signatures":{{step.Own.Good}},"needed":{{step.Own.Needed}}}""");
        }
        else if (!step.IsComplete)
        {
            var former = step.Former is { IsEnough: false } lacking ? $", and {lacking.Good} of {lacking.Needed} of the root's before it" : "";
            Console.WriteLine(
                $"Root {step.Root.Content.Version} has {step.Own.Good} of {step.Own.Needed} signatures of its own keys{former}: carry {path} to the desk of the next holder and run registry root sign there.");
        }
        else if (step.Root.Content.Version == 1)
        {
            Console.WriteLine($"{path} is what terminals are set up with; it is good until {step.Root.Content.Expires:yyyy-MM-dd}.");
        }
        else
        {
            Console.WriteLine($"{path} is in force and good until {step.Root.Content.Expires:yyyy-MM-dd}; registry publish signs what stands below it.");
        }

        return step.IsComplete ? ExitCode.Done : ExitCode.No;
    }
}
