namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>Tests on the one private pcscd a process can have: one after another, and not beside anything else that measures time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PcscdTestOrder
{
    public const string Name = "pcscd";
}
