namespace Kiosk.Devices.Tests.Image;

/// <summary>One machine at a time here, and one for <see cref="ImageUpdateTests"/>: an emulated one keeps one processor busy.</summary>
[CollectionDefinition(nameof(ImageTests))]
public sealed class ImageTests;
