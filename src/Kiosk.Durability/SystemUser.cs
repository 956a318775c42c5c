using System.Globalization;

namespace Kiosk.Durability;

/// <summary>A user of this machine, as messages name it and as pasted commands need it.</summary>
/// <param name="Name">Null if the machine has no user of this id, as on a disk from another machine.</param>
internal readonly record struct SystemUser(uint Id, string? Name)
{
    /// <summary>The default user for <c>sudo -u</c> when running the service's commands.</summary>
    public const string OfTheService = "kiosk";

    private const string Users = "/etc/passwd";

    public static SystemUser Current => WithId(Libc.geteuid());

    /// <summary>The user as <c>chown</c> takes it.</summary>
    public string ForChown => Name ?? Number;

    private string Number => Id.ToString(CultureInfo.InvariantCulture);

    public static SystemUser WithId(uint id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        return new(id, Fields().FirstOrDefault(fields => fields[2] == number)?[0]);
    }

    /// <returns>Null if the machine has no such user.</returns>
    public static SystemUser? Named(string name) =>
        Fields().FirstOrDefault(fields => fields[0] == name) is { } found && uint.TryParse(found[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id, name) : null;

    /// <summary>The shell command that runs a command as this user. Without a name it avoids <c>sudo -u</c>, which by default refuses unknown ids.</summary>
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
