using System.Globalization;

namespace Kiosk.Durability;

/// <summary>A user of this machine, as sentences name it and as commands take it that somebody pastes.</summary>
/// <param name="Name">Null where the machine has none for the number, as on a disk that comes from another.</param>
internal readonly record struct SystemUser(uint Id, string? Name)
{
    /// <summary>Whom <c>sudo -u</c> runs the service's verbs as where nothing else is said.</summary>
    public const string OfTheService = "kiosk";

    private const string Users = "/etc/passwd";

    public static SystemUser Current => WithId(Libc.geteuid());

    /// <summary>What <c>chown</c> takes.</summary>
    public string ForChown => Name ?? Number;

    private string Number => Id.ToString(CultureInfo.InvariantCulture);

    public static SystemUser WithId(uint id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return new(id, Fields().FirstOrDefault(fields => fields[2] == number)?[0]);
    }

    /// <returns>Null where the machine has no such user.</returns>
    public static SystemUser? Named(string name) =>
        Fields().FirstOrDefault(fields => fields[0] == name) is { } found && uint.TryParse(found[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id, name) : null;

    /// <summary>A command of this user's. Without a name none of sudo's: as it is set up by default it refuses numbers that it does not know.</summary>
    public string Running(string command) => Name is { } name ? $"sudo -u {name} {command}" : $"sudo setpriv --reuid={Number} --regid={Number} --clear-groups {command}";

    public override string ToString() => Name ?? $"the user with the number {Number}";

    private static IEnumerable<string[]> Fields()
    {
        try
        {
            return [.. File.ReadLines(Users).Select(line => line.Split(':')).Where(fields => fields.Length > 2)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
