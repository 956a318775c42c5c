namespace Kiosk.Collector.Accounts;

/// <summary>What an account may do. Stored: names never change meaning.</summary>
internal static class AccountRoles
{
    /// <summary>Looks after the terminals: figures and devices, and nobody's name.</summary>
    public const string Operator = "operator";

    /// <summary>Runs a meeting: names, and all acts of the support desk.</summary>
    public const string Secretary = "secretary";

    /// <summary>Reviews: names and who looked at them, and no act.</summary>
    public const string Auditor = "auditor";

    /// <summary>The policy of pages with names.</summary>
    public const string SeesNames = "names";

    /// <summary>The policy of acts.</summary>
    public const string Acts = "acts";

    public static IReadOnlyList<string> All { get; } = [Operator, Secretary, Auditor];
}
