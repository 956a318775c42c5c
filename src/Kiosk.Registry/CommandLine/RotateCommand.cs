using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry rotate</c>: new keys, by a root that the old ones sign too.</summary>
internal static class RotateCommand
{
    public static Command Create()
    {
        var (common, signing, making) = (new CommonOptions(), new SigningOptions(), new NewKeyOptions());
        var roles = new Argument<string[]>("ROLE") { Description = "root, timestamp, snapshot, targets or province-CODE: gets a new key. None: what registry.json says now is put in force.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("rotate", "Puts new keys in force with the next root, which the old root keys sign too, and signs everything with them.\n\nExample: registry rotate timestamp --desk desk") { roles };
        common.AddTo(command);
        signing.AddTo(command);
        making.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            var passPhrases = signing.PassPhrasesOf(parsed);
            var newKeys = parsed.GetValue(roles) is { Length: > 0 } ? making.Of(parsed, passPhrases) : new NewKeys();
            return await Publication.RunAsync(
                desk,
                parsed.GetValue(common.Json),
                tree =>
                {
                    var last = PublishedFeed.Read(tree) ?? throw new RegistryException($"{desk.Feed} holds no feed yet: registry init makes it.");
                    foreach (var role in parsed.GetValue(roles) ?? [])
                    {
                        desk.Renew(role, newKeys);
                    }

                    // Saved first: if the rotation is cut off, publish says so and rotate without a role completes it.
                    desk.Save();
                    var keys = signing.KeysOf(desk, parsed, passPhrases);
                    var publisher = new FeedPublisher(tree, keys.ToSigners(), desk.Rules, TimeProvider.System);
                    return publisher.RotateAsync(keys.SignersOf(last.Root.Content), cancellationToken);
                },
                cancellationToken);
        });
        return command;
    }
}
