namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>A real file system on which the power is cut: what was not synced is gone afterwards.</summary>
internal abstract class CuttableDisk : IDisposable
{
    /// <summary>Where it is mounted.</summary>
    public abstract string Path { get; }

    /// <summary>Whether sockets can be created on it: without, no verb reaches the service.</summary>
    public virtual bool HasSockets => true;

    /// <summary>Cuts the power under processes that stand still, and mounts the disk again once they are gone.</summary>
    /// <param name="kill">Ends all processes that have files open on it.</param>
    public abstract Task CutAsync(Func<Task> kill);

    public abstract void Dispose();
}
